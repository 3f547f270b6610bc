using Unpark.Collectors.Source;
using Unpark.Tests.Accuracy;
using Unpark.Tests.Accuracy.Causes;

namespace Unpark.Tests.Samples;

public sealed partial class SamplesTests
{
    private const double CauseAtLeast = 0.95;

    /// <summary>Sample, cause, and the line to blame: in the function, the first that reads so.</summary>
    private static readonly (string Sample, string Cause, string Function, string Line)[] Causes =
    [
        ("abandoned-pipe", "abandoned-pipe", "leaking", "io.CopyN(io.Discard, reader, 10)"),
        ("abandoned-receiver", "early-return", "leaking", "if found, err := resolve(); err == nil {"),
        ("abandoned-sender", "early-return", "leaking", "return"),
        ("after-func", "early-return", "leaking", "case <-answer():"),
        ("background-context", "background-context", "leaking", "go deliver(context.Background(), make(chan string))"),
        ("body-not-closed", "body-not-closed", "leaking", "response, err := http.Get(url)"),
        ("client-per-request", "never-stopped", "leaking", "client := newTelemetry()"),
        ("client-without-timeout", "no-timeout", "leaking", "response, err := http.Get(url)"),
        ("double-send", "double-send", "leaking", "result <- outcome{err: err}"),
        ("empty-select", "empty-select", "leaking", "select {}"),
        ("endless-loop", "endless-loop", "leaking", "for !ready() {"),
        ("first-answer-wins", "n-cast", "leaking", "<-answers"),
        ("forgotten-cancel", "forgotten-cancel", "leaking", "ctx, _ := context.WithCancel(context.Background())"),
        ("full-buffer", "early-return", "leaking", "return"),
        ("global-deadlock", "wait-before-send", "leaking", "server.Wait()"),
        ("goroutine-in-defer", "goroutine-in-defer", "leaking", "go func() {"),
        ("http2-body-not-closed", "body-not-closed", "leaking", "response, err := client.Get(url)"),
        ("lock-not-released", "missing-unlock", "(a *account) withdrawKeepingLock", "return errOverdrawn"),
        ("lock-order", "lock-order", "transfer", "to.mu.Lock()"),
        ("missed-signal", "missed-signal", "leaking", "m.arrived.Wait()"),
        ("nil-channel", "nil-channel", "leaking", "l := &listener{}"),
        ("pool-never-shut-down", "never-stopped", "leaking", "batch := newPool(4)"),
        ("read-lock-twice", "read-lock-twice", "(c *cache) describe", "return c.lookup(\"name\")"),
        ("read-without-deadline", "no-deadline", "leaking", "bufio.NewReader(conn).ReadString('\\n')"),
        ("recovered-panic", "recovered-panic", "leaking", "parsed.Done()"),
        ("reentrant-lock", "double-lock", "(c *cart) average", "return c.total() / (len(c.items) + 1)"),
        ("server-without-timeouts", "no-deadline", "withoutTimeouts", "http.Serve(listener, nil)"),
        ("sql-db-per-request", "database-per-request", "leaking", "db := memdb.Open()"),
        ("sql-rows-not-closed", "rows-not-closed", "leaking", "rows, err := db.QueryContext(ctx, \"select name from users\")"),
        ("sql-tx-not-finished", "transaction-not-finished", "leaking", "tx, err := db.BeginTx(ctx, nil)"),
        ("stopped-timer", "stopped-timer", "leaking", "timer.Stop()"),
        ("ticker-loop", "ticker-loop", "leaking", "for range ticker.C {"),
        ("timeout", "timeout-path", "leaking", "case <-time.After(time.Millisecond):"),
        ("transport-per-request", "client-per-request", "leaking", "get(&http.Client{Transport: &http.Transport{}})"),
        ("unbounded-spawning", "unbounded-spawning", "leaking", "go func() {"),
        ("unclosed-range", "unclosed-range", "leaking", "jobs <- job"),
        ("waitgroup-never-done", "missed-done", "leaking", "return"),
    ];

    [GoFact]
    public async Task The_line_to_blame_is_named()
    {
        var verdicts = await CausesAsync();
        CauseVerdict.AssertShare(verdicts, CauseAtLeast, verdict => verdict.ClassRight);
        CauseVerdict.AssertShare(verdicts, CauseAtLeast, verdict => verdict.LineRight);
    }

    [GoFact]
    public async Task The_table_of_causes_is_what_is_measured() => AccuracyPage.Check("causes-samples", CauseVerdict.Table(await CausesAsync()));

    private async Task<IReadOnlyList<CauseVerdict>> CausesAsync()
    {
        var verdicts = new List<CauseVerdict>();
        foreach (var (sample, cause, function, line) in Causes)
        {
            var report = SourceDiagnosis.Of(await runs.Of(sample, Toolchains.Used[^1].Name, mended: false), new LocalSource(() => new()));
            var said = report.Findings.Where(finding => finding.Cause is not null).Select(finding => finding.Cause!).FirstOrDefault();
            verdicts.Add(new(sample, [new("main.go", LineOf(sample, function, line), cause)], said is null ? null : Blamed(said)));
        }
        return verdicts;
    }

    private static Said Blamed(Findings.Cause cause) => new("", "", "", "", "", "", 0, "") { Cause = new(cause.Name, cause.Spot.File, cause.Spot.Line) };

    private static int LineOf(string sample, string function, string line)
    {
        var lines = File.ReadAllLines(Path.Combine(Toolchains.Checkout.Samples, sample, "main.go"));
        var start = Array.FindIndex(lines, text => text.StartsWith($"func {function}(", StringComparison.Ordinal));
        var found = Array.FindIndex(lines, start, text => text.Split(" //")[0].Trim() == line || text.Trim() == line);
        Assert.True(start >= 0 && found >= start, $"{sample}: {function} has no line \"{line}\"");
        return found + 1;
    }
}
