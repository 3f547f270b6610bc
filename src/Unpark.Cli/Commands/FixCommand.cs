using System.CommandLine;
using Unpark.Cli.Fixing;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Findings;
using Unpark.Patches;

namespace Unpark.Cli.Commands;

internal static class FixCommand
{
    public static UnparkCommand Create()
    {
        var evidence = Evidence.Argument();
        var report = new ReportOptions();
        var targets = new TargetOptions();
        var write = new Flag("--write") { Description = "Change the files; one that has changed since it was read is left alone, and so are all others" };
        var verify = new Flag("--verify") { Description = "Build and vet the patched module in a copy of it, run the command behind -- there without and with the patch, and say whether it helps" };
        var limit = OptionKinds.Duration("--for", "How long a command that is no go test may run, from its first word on, before it is asked for its goroutines by SIGQUIT", "10s");
        var go = OptionKinds.Text("--go", "file", "The go command to build with, instead of the one on PATH");
        var command = new UnparkCommand("fix", "Show the change of the source that mends what is stuck, as a patch")
        {
            Examples =
            [
                new("unpark fix goroutine.pb.gz", "the patch, for git apply or patch -p1"),
                new("unpark fix crash.log --src ~/src/app --write", "the files changed"),
                new("unpark fix goroutine.pb.gz --verify -- go test -run Fetch ./queue", "tried in a copy first: does the test still leak?"),
            ],
            Details =
            [
                "Exit code 0: everything found has a patch, and with --verify the patches help (fixed or better); 1: something has none, or a patch does not help; 3: the command behind -- does not show the fault without the patch.",
            ],
            TakesCommand = true,
            Execute = call => Run(call, call.Value(evidence), report, targets, new(call.Has(write), call.Has(verify), Durations.Parse(call.Value(limit)), call.ValueOrNull(go) ?? "go")),
        };
        command.Take(evidence);
        command.Add(new OptionGroup("Patch", [write, verify, limit, go, .. report.Source.All]));
        command.Add(new OptionGroup("Diagnosis", report.OfDiagnosis));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static int Run(Invocation call, string[] words, ReportOptions options, TargetOptions targets, Asked asked)
    {
        if (call.OtherWords.Count > 0 && !asked.Verify) throw new UsageException("a command behind -- is for --verify: give that, too");
        var files = options.Source.FilesOf(call);
        var report = SourceDiagnosis.Of(DiagnoseCommand.ReportOf(EvidenceInput.Take(call, words, targets), options.DiagnosisOf(call)), files);
        var patches = PatchSet.Of(report.Findings.Where(IsLoud), files);
        var root = PatchText.RootOf(patches, call.World.CurrentFolder());
        var trial = asked.Verify && !patches.Files.IsEmpty ? Try(call, patches, root, asked) : null;
        call.Print(writer => PatchText.Write(writer, patches, root, trial));
        foreach (var note in report.Notes) call.Warn(note);
        var left = Unmended(report, patches, call);
        if (trial is { IsGood: false }) return ExitCode.Findings;
        if (asked.Write) PatchedTree.Write(patches, call);
        return left == 0 ? ExitCode.Nothing : ExitCode.Findings;
    }

    private static TrialResult Try(Invocation call, PatchSet patches, string root, Asked asked)
    {
        if (!File.Exists(Path.Combine(root, "go.mod"))) throw new UsageException("--verify needs the patched files in one module: none, or more than one, has them");
        var reproduction = call.OtherWords.Count == 0 ? null : new Reproduction(call, call.OtherWords, asked.Limit);
        return new PatchTrial(call, asked.Go, reproduction).Of(patches, root);
    }

    private static int Unmended(Report report, PatchSet patches, Invocation call)
    {
        var left = report.Findings.Where(finding => IsLoud(finding) && !patches.Mended.Contains(finding)).ToList();
        foreach (var finding in left) call.Warn($"no patch: {finding.Title}: {ReasonOf(finding, patches)}");
        return left.Count;
    }

    private static string ReasonOf(Finding finding, PatchSet patches) =>
        patches.InTheWay.Contains(finding) ? "its patch changes the same lines as another above; apply that one first"
        : finding.NoPatch ?? "its source is not at hand; --src and --path-map say where it lies";

    private static bool IsLoud(Finding finding) => finding.Level > Level.Note;

    private sealed record Asked(bool Write, bool Verify, TimeSpan Limit, string Go);
}
