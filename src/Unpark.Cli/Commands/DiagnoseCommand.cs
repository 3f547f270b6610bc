using System.CommandLine;
using Unpark.Cli.Input;
using Unpark.Cli.Output;
using Unpark.Cli.Syntax;
using Unpark.Collectors;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Model.Profiles;
using Unpark.Rendering;

namespace Unpark.Cli.Commands;

internal static class DiagnoseCommand
{
    public static UnparkCommand Create()
    {
        var evidence = Evidence.Argument();
        var report = new ReportOptions();
        var targets = new TargetOptions();
        var command = new UnparkCommand("diagnose", "Say which goroutines are stuck, where, how sure, why, and what to change")
        {
            Examples =
            [
                new("unpark http://127.0.0.1:6060", "a live program with net/http/pprof"),
                new("unpark http://127.0.0.1:6060 --for 60s", "the same, watched for a minute: what grows"),
                new("unpark goroutine.pb.gz", "a profile"),
                new("unpark crash.log", "a log with dumps or a fatal error in it"),
                new("unpark monday.pb.gz tuesday.pb.gz", "several, in time order: what grew"),
                new("kubectl logs pod | unpark -", "a pipe"),
                new("unpark crash.log -o report.md -o -", "a file, its format by its name, and standard output"),
            ],
            Tables = [FormatTable()],
            Details =
            [
                "--output may be given several times, as FILE or as FORMAT=FILE. A FILE alone holds the format of --format, or without one the format its extension belongs to. A format of --format that no --output takes goes to standard output.",
            ],
            Execute = call => Run(call, call.Value(evidence), report, targets),
        };
        command.Take(evidence);
        command.Add(new OptionGroup("Report", report.All));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static HelpTable FormatTable() => new(
        "Formats",
        [.. ReportFormats.All.Select(format => new HelpRow(format.Name, format.Extension.Length == 0 ? format.Description : $"{format.Description} ({format.Extension})"))]);

    private static int Run(Invocation call, string[] words, ReportOptions options, TargetOptions targets)
    {
        var destinations = options.DestinationsOf(call);
        var asked = options.DiagnosisOf(call);
        _ = Task.Run(() => Rehearse(destinations), call.Cancellation);
        var report = options.WithCauses(ReportOf(EvidenceInput.Take(call, words, targets), asked), call);
        var rendering = options.RenderingOf(call);
        foreach (var destination in destinations) destination.Write(report, rendering, call);
        return report.Findings.Any(rendering.Fails) ? ExitCode.Findings : ExitCode.Nothing;
    }

    // Most of a short answer's time goes into loading types: those of the rules and the report are loaded while the evidence is read.
    private static void Rehearse(IReadOnlyList<Destination> destinations)
    {
        GoroutineGroup group = new() { Count = 1, State = WaitReason.ChanSend, Stack = new([new Frame("main.f", "/a.go", 1)]) };
        Snapshot snapshot = new() { Source = "rehearsal", Kind = EvidenceKind.Profile, Total = 1, Groups = [group] };
        var reading = new Reading { Source = "rehearsal", Format = "", Snapshots = [snapshot] };
        var report = Diagnosis.Of([reading]);
        foreach (var destination in destinations) destination.Format.Write(report, Stream.Null, RenderOptions.Default);
    }

    /// <summary>What the rules say of what could be had.</summary>
    public static Report ReportOf(Collection collection, DiagnosisOptions options)
    {
        options = options with { LeftOut = collection.LeftOut };
        var report = collection.Moments.IsEmpty
            ? Diagnosis.Of(collection.Readings, options)
            : Diagnosis.Of(collection.Moments, collection.Readings, options);
        return report with { Diagnostics = [.. collection.Diagnostics, .. report.Diagnostics] };
    }
}
