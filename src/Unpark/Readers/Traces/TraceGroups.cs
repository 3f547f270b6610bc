using System.Collections.Immutable;
using Unpark.Knowledge.Traces;
using Unpark.Model;
using Unpark.Model.Traces;

namespace Unpark.Readers.Traces;

/// <summary>The goroutines alive at the end of a trace, as the groups of a snapshot.</summary>
internal static class TraceGroups
{
    public static ImmutableArray<GoroutineGroup> Of(GoroutineTracker goroutines, TraceStacks stacks, TraceReasonTable reasons, long end)
    {
        var members = new Dictionary<Key, List<Goroutine>>();
        foreach (var slot in goroutines.Slots())
        {
            ref var g = ref goroutines[slot];
            var key = new Key(g.State, g.Reason, g.Stack, g.Stack < 0 ? g.Entry : TraceStacks.None, g.CreatedAt);
            if (!members.TryGetValue(key, out var list)) members.Add(key, list = []);
            list.Add(new((long)g.Id, (long)g.CreatorId, Minutes: MinutesOfWait(in g, end)));
        }
        return [.. members.Select(group => Group(group.Key, group.Value, stacks, reasons)).OrderByDescending(group => group.Count)];
    }

    private static GoroutineGroup Group(Key key, List<Goroutine> members, TraceStacks stacks, TraceReasonTable reasons)
    {
        var word = TraceReasons.ToWaitReason(key.State, reasons[key.Reason]);
        return new()
        {
            Count = members.Count,
            State = word ?? TraceReasons.Of(stacks[key.Stack], reasons[key.Reason]),
            StateIsDerived = word is null && reasons[key.Reason] != TraceReasons.Forever,
            Stack = StackOf(key, stacks),
            CreatedBy = stacks[key.CreatedAt].Leaf,
            Goroutines = [.. members],
            Waits = [.. members.Where(g => g.Minutes > 0).GroupBy(g => g.Minutes).OrderBy(wait => wait.Key).Select(wait => (wait.Key, wait.LongCount()))],
        };
    }

    // Of a running goroutine the trace knows only where it began.
    private static CallStack StackOf(Key key, TraceStacks stacks) =>
        key.Stack >= 0 || key.Entry < 0 ? stacks[key.Stack] : stacks[key.Entry] with { Elided = -1 };

    private static int MinutesOfWait(in TracedGoroutine g, long end) =>
        g.State is GoroutineState.Waiting or GoroutineState.Syscall ? (int)Math.Clamp((end - g.Since) / (60L * 1_000_000_000), 0, int.MaxValue) : 0;

    private readonly record struct Key(GoroutineState State, short Reason, int Stack, int Entry, int CreatedAt);
}
