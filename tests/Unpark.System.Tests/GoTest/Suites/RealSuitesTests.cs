using System.Text;

namespace Unpark.Tests.GoTest.Suites;

/// <summary>The tests of others: Go's own standard library, and Go libraries as Debian packs them. bench/run-suites runs this; it takes minutes.</summary>
public sealed class RealSuitesTests
{
    private const string DebianGoPath = "/usr/share/gocode";

    private static readonly string[] OfGo =
    [
        "bufio", "context", "crypto/tls", "database/sql", "io", "log/slog", "net", "net/http", "net/http/httptest", "net/http/httputil", "net/http/pprof", "net/rpc",
        "os", "os/exec", "os/signal", "sync", "testing/iotest", "time",
    ];

    private static readonly string[] OfDebian =
    [
        "github.com/fsnotify/fsnotify", "github.com/gorilla/websocket", "github.com/hashicorp/go-retryablehttp", "github.com/hashicorp/golang-lru/v2/expirable",
        "github.com/patrickmn/go-cache", "github.com/robfig/cron", "github.com/thejerf/suture", "golang.org/x/net/http2", "golang.org/x/sync/errgroup",
    ];

    [SuitesFact]
    public void What_real_suites_leave_behind_has_been_looked_at()
    {
        var suites = OfGo.Select(name => Run(name)).Concat(OfDebian.Where(IsInstalled).Select(name => Run(name, "GO111MODULE=off", "GOPATH=" + DebianGoPath))).ToList();
        var judgements = Judgement.All();
        AccuracyPage.Update("suites", Table(suites, judgements), "docs/testing.md");
        Assert.Empty(suites.SelectMany(suite => suite.Findings.Where(finding => !judgements.ContainsKey((suite.Name, finding.Function))).Select(finding => $"not judged yet: {suite.Name} {finding.Function}: {finding.Title}")));
    }

    private static bool IsInstalled(string name) => Directory.Exists(Path.Combine(DebianGoPath, "src", name));

    private static Suite Run(string name, params string[] variables)
    {
        using var folder = new TestFolder();
        var run = WatchedRun.Of(folder.Path, GoToolchain.Newest, variables, ["-count=1", "-short", "-vet=off", name]);
        return new(name, [.. run.Findings.Where(finding => !finding.IsNote)], run.Findings.Count(finding => finding.IsNote));
    }

    private static string Table(List<Suite> suites, IReadOnlyDictionary<(string, string), Judgement> judgements)
    {
        var verdicts = suites.SelectMany(suite => suite.Findings.Select(finding => judgements.GetValueOrDefault((suite.Name, finding.Function))?.Verdict)).ToList();
        var text = new StringBuilder(FormattableString.Invariant($"{suites.Count} suites on {GoToolchain.Newest}, in {suites.Count(suite => suite.Findings.Count == 0)} of them nothing above a note; of {verdicts.Count} findings in the others {Of("left")} left, {Of("left on purpose")} left on purpose, {Of("false alarm")} false alarms:\n\n"));
        text.Append("| suite | above a note | notes |\n|---|--:|--:|\n");
        foreach (var suite in suites) text.Append(FormattableString.Invariant($"| {suite.Name} | {suite.Findings.Count} | {suite.Notes} |\n"));
        text.Append("\n| suite | rule | goroutines | of | looked at by hand |\n|---|---|---|---|---|\n");
        foreach (var (suite, finding) in suites.SelectMany(suite => suite.Findings.Select(finding => (suite, finding))))
        {
            var judgement = judgements.GetValueOrDefault((suite.Name, finding.Function));
            text.Append(FormattableString.Invariant($"| {suite.Name} | {finding.Rule} | `{finding.Function}` | {TestsOf(finding)} | {(judgement is null ? "" : $"{judgement.Verdict}: {judgement.Why}")} |\n"));
        }
        return text.ToString();

        int Of(string verdict) => verdicts.Count(other => other == verdict);
    }

    private static string TestsOf(WatchedFinding finding)
    {
        var names = finding.Left.Select(left => left.Test.Split('/')[0]).Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Count <= 2 ? string.Join(", ", names) : FormattableString.Invariant($"{names[0]} and {names.Count - 1} more");
    }

    private sealed record Suite(string Name, IReadOnlyList<WatchedFinding> Findings, int Notes);

    private sealed class SuitesFactAttribute : FactAttribute
    {
        public SuitesFactAttribute()
        {
            if (Environment.GetEnvironmentVariable("UNPARK_SUITES") is null) Skip = "takes minutes: bench/run-suites runs it";
            else if (GoToolchain.Installed.Count == 0) Skip = GoTheoryAttribute.NoGo;
        }
    }
}
