using System.Collections.Immutable;
using System.Globalization;
using Unpark.Model;

namespace Unpark.Readers.GoTest;

/// <summary>What the tests of a binary did, in the order in which they did it.</summary>
internal sealed class TestJournal
{
    private const int MaxOutputKept = 64 << 10;

    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _tests = [];
    private readonly List<TestResult> _results = [];

    public TestJournal(TestBinarySections sections)
    {
        foreach (var text in sections.Texts("began")) Begin(text);
        foreach (var text in sections.Texts("ended")) End(text);
        Before = [.. IdsIn(string.Concat(sections.Texts("before"))).Order()];
        Hung = sections.Texts("hung").Select(HungOf).LastOrDefault();
        ExitCode = sections.Texts("exit").Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var code) ? code : (int?)null).LastOrDefault();
    }

    public int? ExitCode { get; }

    public Crash? Hung { get; }

    public ImmutableArray<long> Before { get; }

    /// <summary>By goroutine, the last where one ran several.</summary>
    public ImmutableDictionary<long, string> Tests => _tests.ToImmutableDictionary();

    public ImmutableArray<TestResult> Results => [.. _results];

    // A benchmark's end is not written down.
    public ImmutableArray<string> Running => [.. _running.Where(test => test.Value > 0 && !test.Key.StartsWith("Benchmark", StringComparison.Ordinal)).Select(test => test.Key).Order(StringComparer.Ordinal)];

    // "23 TestTable/bad_one"; without a name, the goroutine runs no test any more
    private void Begin(string text)
    {
        if (text.Split(' ', 2) is not [var id, var name] || ParseId(id) is not (> 0 and var goroutine)) return;
        _tests.Remove(goroutine);
        if (name.Length == 0) return;
        _tests[goroutine] = name;
        _running[name] = _running.GetValueOrDefault(name) + 1;
    }

    // "fail 0.012345 TestTable/bad_one", then its output
    private void End(string text)
    {
        var head = text.Split('\n', 2);
        if (head[0].Split(' ', 3) is not [var word, var seconds, var name] || !double.TryParse(seconds, CultureInfo.InvariantCulture, out var took) || !(took is >= 0 and < 1e9)) return;
        _running[name] = _running.GetValueOrDefault(name) - 1;
        _results.Add(new(name, OutcomeOf(word), TimeSpan.FromSeconds(took), head.Length < 2 ? "" : Clip(head[1])));
    }

    private static TestOutcome OutcomeOf(string word) => word switch
    {
        "fail" => TestOutcome.Failed,
        "skip" => TestOutcome.Skipped,
        _ => TestOutcome.Passed,
    };

    // "test timed out after 3s", "running tests:", then one a line after a tab
    private static Crash HungOf(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(CrashKind.TestTimeout, lines.FirstOrDefault(""), [.. lines.Skip(2).Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<long> IdsIn(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseId).Where(id => id > 0);

    private static long ParseId(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static string Clip(string text) => text.Length <= MaxOutputKept ? text : text[..MaxOutputKept] + "...";
}
