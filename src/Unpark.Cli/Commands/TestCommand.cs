using System.CommandLine;
using Unpark.Cli.Output;
using Unpark.Cli.Syntax;
using Unpark.Cli.Testing;
using Unpark.Collectors.GoTest;
using Unpark.Findings;
using Unpark.Findings.Baselines;
using Unpark.Rendering;
using Unpark.Rendering.Terminal;

namespace Unpark.Cli.Commands;

internal static class TestCommand
{
    public static UnparkCommand Create()
    {
        var words = new Argument<string[]>("go test's words") { Arity = ArgumentArity.ZeroOrMore, Description = "Everything else goes to go test as it is: packages, flags, -args" };
        var report = new ReportOptions(withContext: false);
        var go = OptionKinds.Text("--go", "file", "The go command to run, instead of the one on PATH");
        var settle = OptionKinds.Duration("--settle", "How long goroutines that sleep or wait for the network may take to end after the last test; others get a third of it", "1s");
        var hang = OptionKinds.Duration("--hang-timeout", "End a test binary in which no test begins or ends for so long, and say what its tests wait for; go test's own limit is 10m for the whole binary");
        var failFast = new Flag("--fail-fast", "-fail-fast") { Description = "Of several runs (-count) the first that fails or leaves something behind is the last; -failfast is go test's own and looks at failures only" };
        var confirm = new Flag("--confirm") { Description = "Run each test with findings once more, alone, and say whether it does the same then" };
        var stress = OptionKinds.Duration("--stress", "When all tests passed, run them again for so long on changing numbers of processors and with goroutines that give way more often: rare leaks and hangs show");
        var baseline = OptionKinds.Text("--write-baseline", "file", "Take down what is left behind now, for --baseline of later runs; only go test's own exit code counts then");
        var command = new UnparkCommand("test", "Run go test, and say which test left which goroutines behind, where and why")
        {
            Examples =
            [
                new("unpark test ./...", "like go test, and then: which test leaked what"),
                new("unpark test -race -run Fetch ./queue", "go test's own flags pass through"),
                new("unpark test -count=200 --fail-fast ./queue", "a flaky leak hunted"),
                new("unpark test --output leaks.sarif ./...", "the leak report in a file, for a code scanner"),
            ],
            Details =
            [
                "go test's output is not changed, and its exit code is kept when it is not 0. No file of the module is touched; clean packages are cached as ever, packages with leaks are run again. A report that is no text takes standard output for itself: go test's output then goes to standard error. With -json the events stay alone on standard output, and the text of the report goes to standard error.",
                "Only options with two dashes that are listed here are unpark's; all other words are go test's.",
            ],
            OwnsDashes = false,
            Execute = call => Run(call, report, new(call.Has(confirm), call.ValueOrNull(stress) is { } time ? Durations.Parse(time) : null, call.ValueOrNull(baseline)), new()
            {
                Go = call.ValueOrNull(go) ?? "go",
                Arguments = [.. call.Value(words)],
                Folder = call.World.CurrentFolder(),
                FailFast = call.Has(failFast),
                Settle = Durations.Parse(call.Value(settle)),
                HangTimeout = call.ValueOrNull(hang) is { } limit ? Durations.Parse(limit) : null,
            }),
        };
        command.Arguments.Add(words);
        command.Add(new OptionGroup("Report", report.All));
        command.Add(new OptionGroup("Tests", [failFast, confirm, stress, hang, settle, baseline, go]));
        return command;
    }

    private static int Run(Invocation call, ReportOptions report, Extras extras, GoTestOptions run)
    {
        var destinations = report.DestinationsOf(call);
        var options = report.DiagnosisOf(call);
        using var error = Console.OpenStandardError();
        run = run with { Output = destinations.Any(TakesOutput) ? error : call.World.Output, Error = error };
        var result = WatchedTests.Run(call, run);
        var left = ReportOf(result, options);
        if (extras.Stress is { } time)
        {
            var ordinary = left;
            result = new StressRounds(call, run, time).After(result);
            left = StressRounds.Told(ReportOf(result, options), ordinary);
        }
        if (extras.Confirm) left = new Confirmation(call, run with { GivesWay = extras.Stress is not null }, options).Of(left);
        return Tell(call, report, extras with { AsEvents = GoTestWords.Of(run.Arguments).AsEvents }, report.WithCauses(left, call), result.ExitCode);
    }

    private static Report ReportOf(GoTestResult result, DiagnosisOptions options)
    {
        var report = Diagnosis.OfTests(result.Binaries, result.Outputs, options);
        return report with { Diagnostics = [.. result.Diagnostics, .. report.Diagnostics] };
    }

    private static int Tell(Invocation call, ReportOptions report, Extras extras, Report left, int exitCode)
    {
        var rendering = report.RenderingOf(call);
        var destinations = report.DestinationsOf(call).Where(destination => destination.File is not null || destination.Format != ReportFormats.Default || HasNews(left)).ToList();
        foreach (var destination in destinations) Write(destination);
        if (destinations.TrueForAll(destination => destination.File is not null)) call.Warn(Verdict.Of(left));
        if (extras.Baseline is { } baseline)
        {
            OutputFile.Write(Path.Combine(call.World.CurrentFolder(), baseline), stream => BaselineFile.Write(Baseline.Of(left), stream));
            return exitCode;
        }
        return exitCode != 0 ? exitCode : left.Findings.Any(rendering.Fails) ? ExitCode.Findings : ExitCode.Nothing;

        void Write(Destination destination)
        {
            if (extras.AsEvents && destination is { File: null } && destination.Format == ReportFormats.Default) ReportText.Write(left, call.World.Error, call.StyleOf(toFile: true));
            else destination.Write(left, rendering, call);
        }
    }

    private static bool TakesOutput(Destination destination) => destination.File is null && destination.Format != ReportFormats.Default;

    private static bool HasNews(Report report) => report.Findings.Any(finding => finding.Level > Level.Note) || !report.Diagnostics.IsEmpty || !report.Notes.IsEmpty || !report.Suppressed.IsEmpty;

    /// <param name="Baseline">File to write what is left now.</param>
    private sealed record Extras(bool Confirm, TimeSpan? Stress, string? Baseline)
    {
        /// <summary>Standard output holds events for a program: text for people goes to standard error.</summary>
        public bool AsEvents { get; init; }
    }
}
