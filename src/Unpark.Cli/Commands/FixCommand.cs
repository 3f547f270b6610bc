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
        var command = new UnparkCommand("fix", "Show the change of the source that mends what is stuck, as a patch")
        {
            Examples =
            [
                new("unpark fix goroutine.pb.gz", "the patch, for git apply or patch -p1"),
                new("unpark fix crash.log --src ~/src/app --write", "the files changed"),
            ],
            Execute = call => Run(call, call.Value(evidence), report, targets, call.Has(write)),
        };
        command.Take(evidence);
        command.Add(new OptionGroup("Patch", [write, .. report.Source.All]));
        command.Add(new OptionGroup("Diagnosis", report.OfDiagnosis));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static int Run(Invocation call, string[] words, ReportOptions options, TargetOptions targets, bool write)
    {
        var files = options.Source.FilesOf(call);
        var report = SourceDiagnosis.Of(DiagnoseCommand.ReportOf(EvidenceInput.Take(call, words, targets), options.DiagnosisOf(call)), files);
        var patches = PatchSet.Of(report.Findings.Where(IsLoud), files);
        var root = PatchText.RootOf(patches, call.World.CurrentFolder());
        call.Print(writer => PatchText.Write(writer, patches, root));
        foreach (var note in report.Notes) call.Warn(note);
        var left = Unmended(report, patches, call);
        if (write) PatchedTree.Write(patches, call);
        return left == 0 ? ExitCode.Nothing : ExitCode.Findings;
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
}
