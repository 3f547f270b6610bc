using System.CommandLine;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Findings;
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
        var command = new UnparkCommand("diagnose", "Say which goroutines are stuck, where, how sure, why, and what to change")
        {
            Examples =
            [
                new("unpark goroutine.pb.gz", "a profile"),
                new("unpark crash.log", "a log with dumps or a fatal error in it"),
                new("unpark monday.pb.gz tuesday.pb.gz", "several, in time order: what grew"),
                new("kubectl logs pod | unpark -", "a pipe"),
            ],
            Execute = call => Run(call, call.Value(evidence), report),
        };
        command.Take(evidence);
        command.Add(new OptionGroup("Report", report.All));
        return command;
    }

    private static int Run(Invocation call, string[] sources, ReportOptions options)
    {
        var readings = EvidenceFiles.Read(sources, call);
        var report = Diagnosis.Of(readings, new DiagnosisOptions { Context = options.ContextOf(call) });
        Print(report, options.FormatOf(call), call);
        return options.IsLoud(report, call) ? ExitCode.Findings : ExitCode.Nothing;
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
