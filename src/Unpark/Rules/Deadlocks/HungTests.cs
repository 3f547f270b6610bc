using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Frames;
using Unpark.Model;

namespace Unpark.Rules.Deadlocks;

/// <summary>Which tests a hung goroutine belongs to, and what else those tests started: by labels where the evidence has them, else by creators and names.</summary>
internal static class HungTests
{
    /// <summary>Empty where nothing tells.</summary>
    public static ImmutableArray<TestOrigin> Of(Evidence evidence, Crash crash, SiteGroup site)
    {
        ImmutableArray<TestOrigin> labelled =
        [
            .. site.Parts.Where(part => LabelOf(part) is not null)
                .GroupBy(part => LabelOf(part)!, StringComparer.Ordinal)
                .Select(same => new TestOrigin("", same.Key, same.Sum(part => part.Count))),
        ];
        return labelled.IsEmpty && ByFunction(evidence, crash, site) is { } test ? [test] : labelled;
    }

    /// <summary>"TestFetch", "A subtest of TestTable", "TestFetch and 2 more tests"</summary>
    public static string NameOf(ImmutableArray<TestOrigin> tests) => tests switch
    {
        [] => "A test",
        [{ Sure: false } test] => $"A subtest of {test.Name}",
        [{ } test] => test.Name!,
        [{ } test, .. var others] => $"{test.Name} and {Words.Count(others.Length, "more test")}",
    };

    /// <summary>Places where the other goroutines of these tests are, and how many of theirs.</summary>
    public static IEnumerable<(SiteGroup Site, long Count)> StartedBy(MomentFacts facts, ImmutableArray<TestOrigin> tests, SiteGroup site)
    {
        var names = tests.Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
        var ids = site.Goroutines.Select(goroutine => goroutine.Id).ToHashSet();
        foreach (var other in facts.Sites.Where(other => other.Key != site.Key && !other.IsMain && !TestFrames.IsTest(other.Stack)))
        {
            var count = other.Parts.Sum(part => LabelOf(part) is { } label
                ? names.Contains(label) ? part.Count : 0
                : part.Goroutines.LongCount(goroutine => ids.Contains(goroutine.CreatorId)));
            if (count > 0) yield return (other, count);
        }
    }

    private static string? LabelOf(GoroutineGroup part) => part.Labels.FirstOrDefault(label => label.Key == TestBinary.TestLabel)?.Value;

    // The function above testing.tRunner is the test's, or a closure in it for a subtest.
    private static TestOrigin? ByFunction(Evidence evidence, Crash crash, SiteGroup site)
    {
        var frames = site.Stack.Frames;
        if (frames.Length < 2) return null;
        var name = evidence.Frames[frames[^2]].Name;
        var running = crash.RunningTests
            .Select(test => test.Split(" (")[0])
            .FirstOrDefault(test => name.IsClosure ? test.StartsWith(name.Name + "/", StringComparison.Ordinal) : test == name.Name);
        return new("", running ?? name.Name, site.Count, Sure: running is not null || !name.IsClosure);
    }
}
