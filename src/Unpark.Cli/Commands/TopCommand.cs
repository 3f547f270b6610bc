using System.CommandLine;
using Unpark.Analysis.Profiles;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Rendering.Json;
using Unpark.Rendering.Terminal;

namespace Unpark.Cli.Commands;

internal static class TopCommand
{
    public static UnparkCommand Create()
    {
        var evidence = Evidence.One();
        var (options, targets) = (new ProfileCommandOptions(), new TargetOptions(profileOnly: true));
        var format = OptionKinds.Format("text", "json");
        var count = ProfileCommandOptions.Count("Rows to show; 0 is all");
        var cum = new Flag("--cum") { Description = "Order by cum instead of flat" };
        var diffBase = OptionKinds.Text("--diff-base", "file", "Show what changed since this profile");
        var command = new UnparkCommand("top", "Show where goroutines, bytes or time are: the table of go tool pprof -top")
        {
            Examples =
            [
                new("unpark top goroutine.pb.gz", "by the line where goroutines wait"),
                new("unpark top --functions goroutine.pb.gz", "by function, as pprof counts"),
                new("unpark top heap.pb.gz --sample-index alloc_space", "what was allocated"),
                new("unpark top --diff-base monday.pb.gz tuesday.pb.gz", "what grew"),
            ],
            Details =
            [
                "Of a goroutine profile or dump, flat counts at the line where a goroutine waits as its owner sees it: the first frame that is neither the runtime's nor a library's. With --functions or --lines it counts at the leaf, which is runtime.gopark most of the time. Profiles of anything else are shown by function.",
            ],
            Execute = call => Run(call, [.. Words(call.ValueOrNull(diffBase)), call.Value(evidence)], options, targets, new(call.Has(cum), ProfileCommandOptions.Number(call, count), call.Value(format))),
        };
        command.Arguments.Add(evidence);
        command.Add(new OptionGroup("Table", [count, cum, .. options.Groupings, .. options.Filters, diffBase, format]));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static IEnumerable<string> Words(string? diffBase) => diffBase is null ? [] : [diffBase];

    private static int Run(Invocation call, string[] words, ProfileCommandOptions chosen, TargetOptions targets, Form form)
    {
        var options = chosen.Of(call);
        var profiles = ProfileInput.Take(call, words, targets);
        var type = ProfileCommandOptions.SampleTypeOf(profiles[^1], options);
        if (profiles.Count > 1) ProfileCommandOptions.RequireComparable(profiles[0], profiles[1], type);
        var table = profiles is [var before, var after]
            ? TopTable.OfDifference(before, after, options, type, form.ByCum, form.Count)
            : TopTable.Of(profiles[0], options, type, form.ByCum, form.Count);
        if (form.Format == "json") call.PrintBytes(stream => TopTableJson.Write(table, stream));
        else call.Print(writer => TopTableText.Write(table, writer, call.Style));
        return ExitCode.Nothing;
    }

    private sealed record Form(bool ByCum, int Count, string Format);
}
