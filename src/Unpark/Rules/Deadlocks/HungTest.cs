using Unpark.Analysis;
using Unpark.Findings;
using Unpark.Knowledge;
using Unpark.Model;

namespace Unpark.Rules.Deadlocks;

internal sealed class HungTest : Rule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP7002",
        Name: "hung-test",
        Class: FindingClass.Deadlock,
        Title: "A test waits until the time limit ends it",
        Why: "go test ends the whole test binary when it runs longer than -timeout (10 minutes by default) and prints every goroutine. "
            + "The tests that were running are named, but the line that hangs stands in one of the goroutines below.",
        Confirm: "Run the test alone: go test -run 'NAME$' -timeout 30s. If it passes alone, another test keeps what it waits for.",
        Fix: "Make the wait end: give it a partner on every path, or a context with a deadline (t.Context() ends with the test from Go 1.24 on).")
    {
        Example = """
            // hangs when the handler fails before it sends
            got := <-results

            // fails with a line number instead
            select {
            case got := <-results: check(t, got)
            case <-time.After(5 * time.Second): t.Fatal("no result")
            }
            """,
        MaxConfidence = Confidence.Likely,
    };

    public override int Specificity => 2;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var facts in evidence.Facts.Where(facts => facts.Main.Crash?.Kind == CrashKind.TestTimeout))
        {
            foreach (var site in facts.Sites.Where(site => TestFrames.IsTest(site.Stack) && !site.IsMain && !TestFrames.WaitsForTest(site.Stack)))
            {
                var stuck = site.Kind.IsBlocked();
                var finding = SiteFinding.Of(
                    Doc,
                    site,
                    stuck ? Confidence.Likely : Confidence.Suspected,
                    stuck ? Level.Error : Level.Warning,
                    Reasons(evidence, facts, site),
                    TitleOf(evidence, facts.Main.Crash!, site),
                    stuck ? null : $"Raise the limit (go test -timeout) if the test may take that long, else shorten what it does at {Words.Place(site.Site!.Frame)}.");
                yield return TestOf(evidence, facts.Main.Crash!, site) is { } test ? finding with { Tests = [test with { Count = site.Count }] } : finding;
            }
        }
    }

    private static string TitleOf(Evidence evidence, Crash crash, SiteGroup site) =>
        $"{NameOf(evidence, crash, site)} {(site.Kind.IsBlocked() ? "hangs" : "was still running")}: {Words.Do(site, 1)} {Words.At(site)}";

    private static IEnumerable<string> Reasons(Evidence evidence, MomentFacts facts, SiteGroup site)
    {
        var crash = facts.Main.Crash!;
        yield return crash.RunningTests.IsEmpty ? crash.Message : $"{crash.Message}, running then: {string.Join(", ", crash.RunningTests)}";
        var ids = site.Goroutines.Select(goroutine => goroutine.Id).ToHashSet();
        foreach (var partner in facts.Sites.Where(other => other.Key != site.Key && other.IsUsers && other.Goroutines.Any(goroutine => ids.Contains(goroutine.CreatorId)) && !TestFrames.IsTest(other.Stack)))
            yield return $"{SiteFinding.TitleOf(partner)}, started by the test{(partner.CreatedBy is { } creator ? $" at {Words.Place(creator)}" : "")}";
        yield return site.Kind.IsBlocked() ? Advice.CauseOf(site) : "the test itself may only be slow: its limit came first";
    }

    private static string NameOf(Evidence evidence, Crash crash, SiteGroup site) => TestOf(evidence, crash, site) switch
    {
        null => "A test",
        { Sure: false } test => $"A subtest of {test.Name}",
        { } test => test.Name!,
    };

    // The function above testing.tRunner is the test's, or a closure in it for a subtest.
    private static TestOrigin? TestOf(Evidence evidence, Crash crash, SiteGroup site)
    {
        var frames = site.Stack.Frames;
        if (frames.Length < 2) return null;
        var name = evidence.Frames[frames[^2]].Name;
        var running = crash.RunningTests
            .Select(test => test.Split(" (")[0])
            .FirstOrDefault(test => name.IsClosure ? test.StartsWith(name.Name + "/", StringComparison.Ordinal) : test == name.Name);
        return new("", running ?? name.Name, 1, Sure: running is not null || !name.IsClosure);
    }
}
