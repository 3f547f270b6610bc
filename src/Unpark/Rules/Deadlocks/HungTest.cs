using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;
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
                yield return FindingOf(facts, HungTests.Of(evidence, facts.Main.Crash!, site), site);
        }
    }

    private Finding FindingOf(MomentFacts facts, ImmutableArray<TestOrigin> tests, SiteGroup site)
    {
        var stuck = site.Kind.IsBlocked();
        return SiteFinding.Of(
            Doc,
            site,
            stuck ? Confidence.Likely : Confidence.Suspected,
            stuck ? Level.Error : Level.Warning,
            Reasons(facts, tests, site),
            $"{HungTests.NameOf(tests)} {(stuck ? "hangs" : "was still running")}: {Words.Do(site, 1)} {Words.At(site)}",
            stuck ? null : $"Raise the limit (go test -timeout) if the test may take that long, else shorten what it does at {Words.Place(site.Site!.Frame)}.") with
        {
            Tests = tests,
            // All tests are started by package testing.
            CreatedBy = null,
        };
    }

    private static IEnumerable<string> Reasons(MomentFacts facts, ImmutableArray<TestOrigin> tests, SiteGroup site)
    {
        var crash = facts.Main.Crash!;
        yield return crash.RunningTests.IsEmpty ? crash.Message : $"{crash.Message}, running then: {string.Join(", ", crash.RunningTests)}";
        foreach (var (other, count) in HungTests.StartedBy(facts, tests, site))
            yield return $"{Words.Goroutines(count)} {Words.Do(other, count)} {Words.At(other)}, started by the test{(other.CreatedBy is { } creator ? $" at {Words.Place(creator)}" : "")}";
        yield return site.Kind.IsBlocked() ? Advice.CauseOf(site) : "the test itself may only be slow: its limit came first";
    }
}
