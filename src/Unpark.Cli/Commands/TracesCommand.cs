using Unpark.Analysis.Profiles;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Rendering.Json;
using Unpark.Rendering.Terminal;

namespace Unpark.Cli.Commands;

internal static class TracesCommand
{
    public static UnparkCommand Create()
    {
        var evidence = Evidence.One();
        var (options, targets) = (new ProfileCommandOptions(), new TargetOptions(profileOnly: true));
        var format = OptionKinds.Format("text", "json");
        var command = new UnparkCommand("traces", "Print every stack with its count and labels: go tool pprof -traces")
        {
            Examples =
            [
                new("unpark traces goroutine.pb.gz", "all of them, with lines"),
                new("unpark traces goroutine.pb.gz --focus Push | less", "those with a function in them"),
            ],
            Execute = call => Run(call, call.Value(evidence), options, targets, call.Value(format)),
        };
        command.Arguments.Add(evidence);
        command.Add(new OptionGroup("Stacks", [.. options.Groupings, .. options.Filters, format]));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static int Run(Invocation call, string word, ProfileCommandOptions chosen, TargetOptions targets, string format)
    {
        var options = chosen.Of(call);
        var profile = ProfileInput.Take(call, [word], targets)[0];
        var traces = new Traces(profile, options, ProfileCommandOptions.SampleTypeOf(profile, options));
        call.PrintBytes(stream =>
        {
            if (format == "json") TracesJson.Write(traces, stream);
            else TracesText.Write(traces, stream);
        });
        return ExitCode.Nothing;
    }
}
