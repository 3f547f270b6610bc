using System.CommandLine;
using System.Runtime.CompilerServices;
using Unpark.Cli.Serving;
using Unpark.Cli.Syntax;
using Unpark.Monitor.Settings;

namespace Unpark.Cli.Commands;

internal static class ServeCommand
{
    public static UnparkCommand Create()
    {
        var addresses = new Argument<string[]>("address") { Description = "Programs with net/http/pprof, as http://host:6060, beside those of the file", Arity = ArgumentArity.ZeroOrMore };
        var options = new ServeOptions();
        var command = new UnparkCommand("serve", "Watch programs all the time, and show them on a page")
        {
            Examples =
            [
                new("unpark serve host:6060 other:6060", "two programs, on http://127.0.0.1:7070"),
                new("unpark serve", "what unpark.yaml names"),
                new("unpark serve --new-token alice --role write", "a token, and the lines for unpark.yaml"),
            ],
            Details =
            [
                $"Reads {SettingsSource.DefaultFile} of the current folder where there is one. When the file changes, or on SIGHUP, it is read anew: what is known of targets that stay, stays; a file with errors is told and the one before stays in force.",
                "Listens on this machine only unless told otherwise, and on other addresses only when there are tokens. Ends on Ctrl-C or SIGTERM. See docs/serve.md.",
            ],
            Execute = call => call.ValueOrNull(options.NewToken) is { } name
                ? PrintToken(call, name, call.Value(options.Role))
                : Serve(call, options.SourceOf(call, call.Value(addresses))),
        };
        command.Arguments.Add(addresses);
        command.Add(new OptionGroup("Serving", options.All));
        return command;
    }

    // Not inlined: the web server is loaded here, and by no other command.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Serve(Invocation call, SettingsSource source) => new ServeSession(call, source).RunAsync().GetAwaiter().GetResult();

    private static int PrintToken(Invocation call, string name, string role)
    {
        var (token, hash) = TokenHash.Create();
        call.Warn($"the token of {name}, which is shown this once: {token}");
        call.Print(output => output.Write($"web:\n  tokens:\n    - {{name: {name}, role: {role}, hash: \"{hash}\"}}\n"));
        return ExitCode.Nothing;
    }
}
