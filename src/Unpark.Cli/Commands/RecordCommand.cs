using System.CommandLine;
using System.Globalization;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Monitor.Recordings;

namespace Unpark.Cli.Commands;

internal static class RecordCommand
{
    private const string Folder = "recordings";

    public static UnparkCommand Create()
    {
        var addresses = new Argument<string[]>("address") { Description = "Programs with net/http/pprof, as http://host:6060", Arity = ArgumentArity.OneOrMore };
        var options = new RecordOptions();
        var targets = new TargetOptions(profileOnly: true);
        var command = new UnparkCommand("record", "Take profiles by the clock and keep them as plain files")
        {
            Examples =
            [
                new("unpark record host:6060", $"a profile a minute, in the folder {Folder}"),
                new("unpark record a:6060 b:6060 --every 10s --to /var/lib/profiles --keep 7d", "of two programs, for a week"),
                new("unpark record host:6060 --cron \"0 3 * * *\" --allow-stop 500ms", "a dump each night at three (UTC)"),
                new($"unpark {Folder}/host_6060", "what grew in it"),
            ],
            Details =
            [
                $"Each program has a folder of its own below --to, and each file the time in its name: pprof and every other tool reads them. {Folder}/index.jsonl lists them, a line each. Of the last day all are kept, of the last week one an hour, before that one a day, until --keep.",
                "A profile does not stop the program. With --allow-stop a traceback and a leak profile are taken too, where their predicted stop fits. Ends on Ctrl-C, or after --count rounds; a program that cannot be asked is told and asked again the next time.",
            ],
            Execute = call => Run(call, call.Value(addresses), options, targets),
        };
        command.Arguments.Add(addresses);
        command.Add(new OptionGroup("Recording", options.All));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static int Run(Invocation call, string[] addresses, RecordOptions options, TargetOptions targets)
    {
        var asked = addresses.Select(address => targets.Prepare(TargetInput.Parse(address), call)).ToList();
        var folder = Path.Combine(call.World.CurrentFolder(), call.ValueOrNull(options.To) ?? Folder);
        var recorder = new Recorder(asked, folder, options.RecorderOptionsOf(call), line => Tell(call, line));
        try
        {
            return recorder.RunAsync(call.Cancellation).GetAwaiter().GetResult() > 0 ? ExitCode.Nothing : throw new EvidenceException("nothing was recorded");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"cannot write to {folder}: {e.Message.TrimEnd('.')}");
        }
    }

    // As it happens: who looks at a log wants today's lines today.
    private static void Tell(Invocation call, string line)
    {
        if (!call.Quiet) call.World.Print(string.Create(CultureInfo.InvariantCulture, $"{call.World.Time.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {line}\n"));
    }
}
