using System.Collections.Immutable;
using Unpark.Knowledge.Frames;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.GoTest;

/// <summary>Says of each goroutine left in a test binary which test it comes from, and leaves out those that no test started.</summary>
/// <remarks>
/// Surest first: the label in a header (Go 1.27), the goroutine that created it (from Go 1.21 on), a profile record with the same frames.
/// Labels are lost where the code under test sets its own, and a timer's function has no creator: then the function tells, when it stands
/// in a test, or nobody. What was there before the first test is of no test.
/// </remarks>
internal sealed class TestOrigins
{
    private readonly TestBinary _binary;
    private readonly Dictionary<string, Dictionary<string, long>> _byFrames = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _tests = [];
    private readonly HashSet<long> _given = [];

    private TestOrigins(TestBinary binary)
    {
        _binary = binary;
        foreach (var (id, test) in binary.Tests) _tests[id] = test;
        foreach (var group in binary.Profile?.Groups ?? []) Remember(group);
    }

    /// <summary>What the tests left: traceback and proofs, each group with the name of its test as label; empty when nothing is left.</summary>
    public static Moment? Left(TestBinary binary)
    {
        if (binary.Traceback is not { } traceback) return null;
        var groups = new TestOrigins(binary).Split(traceback.Groups);
        if (groups.IsEmpty) return null;
        return new(
        [
            traceback with { Groups = groups, Total = groups.Sum(group => group.Count) },
            .. binary.Proofs.Select(proof => Among(proof, groups)).Where(proof => !proof.Groups.IsEmpty),
        ]);
    }

    /// <summary>All goroutines of tests whose time was up, those of tests with the name of their test as label; null when they could not be read.</summary>
    public static Moment? Hung(TestBinary binary)
    {
        if (binary.Traceback is not { } traceback) return null;
        var origins = new TestOrigins(binary);
        var ofTests = origins.Split(traceback.Groups);
        return new(
        [
            traceback with { Kind = EvidenceKind.Crash, Crash = binary.Hung, Groups = [.. ofTests, .. origins.OfNoTest(traceback.Groups)] },
            // A test that waits for its subtest is stuck because that is.
            .. binary.Proofs.Select(proof => Among(proof, ofTests.RemoveAll(group => TestFrames.WaitsForTest(group.Stack)))),
        ]);
    }

    // A proof carries no ids; what waits in frames of its own is told apart by them.
    private static Snapshot Among(Snapshot proof, ImmutableArray<GoroutineGroup> left)
    {
        var frames = left.Select(group => FramesOf(group.Stack)).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<GoroutineGroup> groups = [.. proof.Groups.Where(group => frames.Contains(FramesOf(group.Stack)))];
        return proof with { Groups = groups, Total = groups.Sum(group => group.Count) };
    }

    private ImmutableArray<GoroutineGroup> Split(ImmutableArray<GoroutineGroup> groups)
    {
        // Who was created by a test's goroutine is a test's goroutine to those it created: the oldest first.
        foreach (var (group, goroutine) in groups.SelectMany(group => group.Goroutines.Select(goroutine => (group, goroutine))).OrderBy(pair => pair.goroutine.Id))
        {
            if (NamedTest(group, goroutine) is not { } test) continue;
            _tests[goroutine.Id] = test;
            // What is known by name need not be looked for in the profile.
            if (_byFrames.TryGetValue(FramesOf(group.Stack), out var tests) && tests.GetValueOrDefault(test) > 0) tests[test]--;
        }
        return [.. groups.SelectMany(SplitOne).OrderByDescending(group => group.Count)];
    }

    private string? NamedTest(GoroutineGroup group, Goroutine goroutine) =>
        IsTimers(group) ? null : _binary.Tests.GetValueOrDefault(goroutine.Id) ?? LabelOf(group) ?? _tests.GetValueOrDefault(goroutine.CreatorId);

    private IEnumerable<GoroutineGroup> SplitOne(GoroutineGroup whole)
    {
        foreach (var same in whole.Goroutines.GroupBy(goroutine => TestOf(whole, goroutine)))
        {
            if (same.Key is not { } label) continue;
            _given.UnionWith(same.Select(goroutine => goroutine.Id));
            yield return PartOf(whole, label, [.. same]);
        }
    }

    private IEnumerable<GoroutineGroup> OfNoTest(ImmutableArray<GoroutineGroup> groups)
    {
        foreach (var whole in groups)
        {
            ImmutableArray<Goroutine> rest = [.. whole.Goroutines.Where(goroutine => !_given.Contains(goroutine.Id))];
            if (!rest.IsEmpty) yield return PartOf(whole, null, rest);
        }
    }

    private static GoroutineGroup PartOf(GoroutineGroup whole, Label? label, ImmutableArray<Goroutine> goroutines) => whole with
    {
        Count = goroutines.Length,
        Goroutines = goroutines,
        Labels = label is null ? whole.Labels : [.. whole.Labels.Where(other => other.Key != TestBinary.TestLabel), label],
        Waits = [.. goroutines.Where(goroutine => goroutine.Minutes > 0).GroupBy(goroutine => goroutine.Minutes).OrderBy(wait => wait.Key).Select(wait => (wait.Key, wait.LongCount()))],
    };

    /// <returns>The name of its test, empty where that is not known; null for a goroutine of no test.</returns>
    private Label? TestOf(GoroutineGroup group, Goroutine goroutine)
    {
        // Also what an earlier M.Run of the same TestMain has left, labels and all: it was told then.
        if (_binary.Before.BinarySearch(goroutine.Id) >= 0) return null;
        if (_tests.TryGetValue(goroutine.Id, out var test)) return new(TestBinary.TestLabel, test);
        if (!IsTimers(group) && Take(FramesOf(group.Stack)) is { } labelled) return new(TestBinary.TestLabel, labelled);
        if (goroutine.Id == 1 || group.CreatedBy is null) return null;
        return new(TestBinary.PerhapsTestLabel, TestNames.EnclosingTest(group.Stack.Entry?.Function) ?? TestNames.EnclosingTest(group.CreatedBy.Function) ?? "");
    }

    // Started by the runtime's timer code, on whatever goroutine happened to run: a label there is somebody else's.
    private static bool IsTimers(GoroutineGroup group) => group.CreatedBy is { Function: "time.goFunc" };

    private string? Take(string frames)
    {
        if (!_byFrames.TryGetValue(frames, out var tests)) return null;
        foreach (var (test, count) in tests)
        {
            if (count <= 0) continue;
            tests[test] = count - 1;
            return test;
        }
        return null;
    }

    private void Remember(GoroutineGroup group)
    {
        if (LabelOf(group) is not { } test) return;
        var frames = FramesOf(group.Stack);
        if (!_byFrames.TryGetValue(frames, out var tests)) _byFrames[frames] = tests = new(StringComparer.Ordinal);
        tests[test] = tests.GetValueOrDefault(test) + group.Count;
    }

    private static string? LabelOf(GoroutineGroup group) => group.Labels.FirstOrDefault(label => label.Key == TestBinary.TestLabel)?.Value;

    // Profiles hide frames of the runtime that tracebacks show.
    private static string FramesOf(CallStack stack) =>
        string.Join('\n', stack.Frames.Where(frame => !frame.Function.StartsWith("runtime.", StringComparison.Ordinal)).Select(frame => frame.ToString()));
}
