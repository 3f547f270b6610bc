using System.CommandLine;
using Unpark.Analysis.Profiles;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Collectors;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Rendering.Json;
using Unpark.Rendering.Markdown;
using Unpark.Rendering.Terminal;

namespace Unpark.Cli.Commands;

internal static class DiffCommand
{
    public static UnparkCommand Create()
    {
        var before = new Argument<string>("before") { Description = "The earlier profile or dump" };
        var after = new Argument<string>("after") { Description = "The later one, or the address of a live program" };
        var (options, targets) = (new ProfileCommandOptions(), new TargetOptions(profileOnly: true));
        var verify = new Flag("--verify") { Description = "Say whether what was stuck before is fixed, better, unchanged or worse after, place by place, also across builds; each side may be a series (a folder)" };
        var format = OptionKinds.Format("text", "json", "markdown");
        var count = ProfileCommandOptions.Count("Rows of text to show; 0 is all");
        var command = new UnparkCommand("diff", "Show what came, went, grew and shrank between two profiles or dumps")
        {
            Examples =
            [
                new("unpark diff monday.pb.gz tuesday.pb.gz", "two profiles of any kind"),
                new("unpark diff before.txt http://127.0.0.1:6060", "a dump and now"),
                new("unpark diff --verify leaking.txt fixed.txt", "did the fix help? Exit code 0: fixed or better, 1: unchanged or worse"),
            ],
            Execute = call => call.Has(verify) ? Verify(call, [call.Value(before), call.Value(after)], targets, call.Value(format)) : Run(call, [call.Value(before), call.Value(after)], options, targets, ProfileCommandOptions.Number(call, count), call.Value(format)),
        };
        command.Arguments.Add(before);
        command.Arguments.Add(after);
        command.Add(new OptionGroup("Table", [verify, count, .. options.Groupings, .. options.Filters, format]));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static int Run(Invocation call, string[] words, ProfileCommandOptions chosen, TargetOptions targets, int count, string format)
    {
        if (format == "markdown") throw new UsageException("--format markdown is for diff --verify; a plain diff is text or json");
        var options = chosen.Of(call);
        var profiles = ProfileInput.Take(call, words, targets);
        var type = ProfileCommandOptions.SampleTypeOf(profiles[1], options);
        ProfileCommandOptions.RequireComparable(profiles[0], profiles[1], type);
        var diff = ProfileDiff.Of(profiles[0], profiles[1], options, type);
        if (format == "json") call.PrintBytes(stream => ProfileDiffJson.Write(diff, stream));
        else call.Print(writer => ProfileDiffText.Write(diff, writer, call.Style, count));
        return ExitCode.Nothing;
    }

    private static int Verify(Invocation call, string[] words, TargetOptions targets, string format)
    {
        var sides = EvidenceInput.TakeEach(call, words, targets).Select((collection, i) => MomentsOf(collection, words[i], call)).ToList();
        var verification = Diagnosis.Verify(sides[0], sides[1]);
        if (format == "json") call.PrintBytes(stream => VerificationJson.Write(verification, stream));
        else if (format == "markdown") call.Print(writer => VerificationMarkdown.Write(verification, writer));
        else call.Print(writer => VerificationText.Write(verification, writer, call.Style));
        return verification.Outcome is Outcome.Unchanged or Outcome.Worse ? ExitCode.Findings : ExitCode.Nothing;
    }

    private static IReadOnlyList<Moment> MomentsOf(Collection collection, string word, Invocation call)
    {
        foreach (var diagnostic in collection.Diagnostics.Concat(collection.Readings.SelectMany(reading => reading.Diagnostics))) call.Warn(diagnostic.ToString());
        var moments = collection.Moments.IsEmpty ? Diagnosis.MomentsOf(collection.Readings) : collection.Moments;
        return moments.Count > 0 ? moments : throw new EvidenceException($"{word}: expected goroutines, found {string.Join(", ", collection.Readings.Select(reading => reading.Format))}");
    }
}
