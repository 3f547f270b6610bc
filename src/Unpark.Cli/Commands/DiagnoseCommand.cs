using System.CommandLine;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Collectors;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Rendering.Json;
using Unpark.Rendering.Markdown;
using Unpark.Rendering.Terminal;

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
            ],
            Execute = call => Run(call, call.Value(evidence), report, targets),
        };
        command.Take(evidence);
        command.Add(new OptionGroup("Report", report.All));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static int Run(Invocation call, string[] words, ReportOptions options, TargetOptions targets)
    {
        _ = Task.Run(Rehearse, call.Cancellation);
        var collection = EvidenceInput.Take(call, words, targets);
        var report = ReportOf(collection, new DiagnosisOptions { Context = options.ContextOf(call), LeftOut = collection.LeftOut });
        Print(report, options.FormatOf(call), call);
        return options.IsLoud(report, call) ? ExitCode.Findings : ExitCode.Nothing;
    }

    // Most of a short answer's time goes into loading types: those of the rules and the report are loaded while the evidence is read.
    private static void Rehearse()
    {
        GoroutineGroup group = new() { Count = 1, State = WaitReason.ChanSend, Stack = new([new Frame("main.f", "/a.go", 1)]) };
        Snapshot snapshot = new() { Source = "rehearsal", Kind = EvidenceKind.Profile, Total = 1, Groups = [group] };
        var reading = new Reading { Source = "rehearsal", Format = "", Snapshots = [snapshot] };
        ReportText.Write(Diagnosis.Of([reading]), TextWriter.Null, TextStyle.Plain);
    }

    private static Report ReportOf(Collection collection, DiagnosisOptions options)
    {
        var report = collection.Moments.IsEmpty
            ? Diagnosis.Of(collection.Readings, options)
            : Diagnosis.Of(collection.Moments, collection.Readings, options);
        return report with { Diagnostics = [.. collection.Diagnostics, .. report.Diagnostics] };
    }

    private static void Print(Report report, string format, Invocation call)
    {
        switch (format)
        {
            case "json":
                call.PrintBytes(stream => ReportJson.Write(report, stream));
                break;
            case "markdown":
                call.Print(writer => ReportMarkdown.Write(report, writer));
                break;
            default:
                call.Print(writer => ReportText.Write(report, writer, call.Style));
                break;
        }
    }
}
