using System.CommandLine;
using Unpark.Analysis.Profiles;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Rendering.Json;
using Unpark.Rendering.Terminal;

namespace Unpark.Cli.Commands;

internal static class DiffCommand
{
    public static UnparkCommand Create()
    {
        var before = new Argument<string>("before") { Description = "The earlier profile or dump" };
        var after = new Argument<string>("after") { Description = "The later one, or the address of a live program" };
        var (options, targets) = (new ProfileCommandOptions(), new TargetOptions(profileOnly: true));
        var format = OptionKinds.Format("text", "json");
        var count = ProfileCommandOptions.Count("Rows of text to show; 0 is all");
        var command = new UnparkCommand("diff", "Show what came, went, grew and shrank between two profiles or dumps")
        {
            Examples =
            [
                new("unpark diff monday.pb.gz tuesday.pb.gz", "two profiles of any kind"),
                new("unpark diff before.txt http://127.0.0.1:6060", "a dump and now"),
            ],
            Execute = call => Run(call, [call.Value(before), call.Value(after)], options, targets, ProfileCommandOptions.Number(call, count), call.Value(format)),
        };
        command.Arguments.Add(before);
        command.Arguments.Add(after);
        command.Add(new OptionGroup("Table", [count, .. options.Groupings, .. options.Filters, format]));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static int Run(Invocation call, string[] words, ProfileCommandOptions chosen, TargetOptions targets, int count, string format)
    {
        var options = chosen.Of(call);
        var profiles = ProfileInput.Take(call, words, targets);
        var type = ProfileCommandOptions.SampleTypeOf(profiles[1], options);
        ProfileCommandOptions.RequireComparable(profiles[0], profiles[1], type);
        var diff = ProfileDiff.Of(profiles[0], profiles[1], options, type);
        if (format == "json") call.PrintBytes(stream => ProfileDiffJson.Write(diff, stream));
        else call.Print(writer => ProfileDiffText.Write(diff, writer, call.Style, count));
        return ExitCode.Nothing;
    }
}
