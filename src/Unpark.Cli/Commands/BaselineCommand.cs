using System.CommandLine;
using Unpark.Cli.Input;
using Unpark.Cli.Output;
using Unpark.Cli.Syntax;
using Unpark.Findings;
using Unpark.Findings.Baselines;

namespace Unpark.Cli.Commands;

internal static class BaselineCommand
{
    public static UnparkCommand Create()
    {
        var action = new Argument<string>("write") { Description = "The word write: take down what is found now" };
        action.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: "write" }]) result.AddError($"'{string.Join(' ', result.Tokens.Select(token => token.Value))}' is nothing to do with a baseline, expected write");
        });
        action.CompletionSources.Add("write");
        var file = new Argument<string>("file") { Description = "The baseline: a JSON file to keep beside the project; - is standard output" };
        var evidence = Evidence.Argument();
        var (report, targets) = (new ReportOptions(), new TargetOptions());
        var command = new UnparkCommand("baseline", "Take down what is found now, so that later runs count only what is new")
        {
            Examples =
            [
                new("unpark baseline write known.json goroutine.pb.gz", "what is known from now on"),
                new("unpark goroutine.pb.gz --baseline known.json", "only what is new fails"),
            ],
            Details =
            [
                "A finding is known by its fingerprint, which stays the same when lines move, closures are renumbered or another Go version builds the program. It counts again when its goroutines are more than twice as many and more than ten more. Notes are not taken down. Write and compare with the same kind of evidence: a profile and a traceback tell some waits apart differently.",
            ],
            Execute = call => Run(call, call.Value(file), call.Value(evidence), report, targets),
        };
        command.Arguments.Add(action);
        command.Arguments.Add(file);
        command.Take(evidence);
        command.Add(new OptionGroup("Diagnosis", report.OfDiagnosis));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static int Run(Invocation call, string file, string[] words, ReportOptions options, TargetOptions targets)
    {
        var report = DiagnoseCommand.ReportOf(EvidenceInput.Take(call, words, targets), options.DiagnosisOf(call));
        var baseline = Baseline.Of(report);
        if (file == "-")
        {
            call.PrintBytes(stream => BaselineFile.Write(baseline, stream));
            return ExitCode.Nothing;
        }
        OutputFile.Write(Path.Combine(call.World.CurrentFolder(), file), stream => BaselineFile.Write(baseline, stream));
        call.Print(writer => writer.WriteLine($"{file}: {Verdict.Count(baseline.Entries.Length, "finding")}"));
        return ExitCode.Nothing;
    }
}
