using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Knowledge.Waits;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>Makes the groups of a goroutine profile: samples with equal frames, state and labels become one.</summary>
/// <param name="runtimeHidden">The runtime's leading frames are left out of the stacks.</param>
internal sealed class GoroutineGroups(Profile profile, EvidenceKind kind, bool runtimeHidden)
{
    private readonly Dictionary<int[], Stack> _stacks = new(new Sequence());
    private readonly Dictionary<Likeness, Group> _labelled = [];
    private readonly List<Group> _inOrder = [];
    private readonly List<int> _frames = [];

    public GoroutineGroup[] Build()
    {
        for (var sample = 0; sample < profile.SampleCount; sample++) GroupOf(sample);
        var groups = new GoroutineGroup[_inOrder.Count];
        for (var i = 0; i < groups.Length; i++) groups[i] = _inOrder[i].ToModel();
        // The runtime writes the largest first.
        return IsSorted(groups) ? groups : [.. groups.OrderByDescending(group => group.Count)];
    }

    private static bool IsSorted(GoroutineGroup[] groups)
    {
        for (var i = 1; i < groups.Length; i++)
        {
            if (groups[i].Count > groups[i - 1].Count) return false;
        }
        return true;
    }

    private void GroupOf(int sample)
    {
        var stack = StackOf(sample);
        var said = SaidOf(sample);
        ref var group = ref stack.Plain;
        if (said.State is not null || said.Leaked || !said.Labels.IsEmpty)
            group = ref CollectionsMarshal.GetValueRefOrAddDefault(_labelled, new(stack, said.State ?? stack.State, said.Leaked, string.Join('\0', said.Labels)), out _)!;
        if (group is null) _inOrder.Add(group = new(sample, stack, said, said.Leaked || kind == EvidenceKind.LeakProfile));
        group.Add(profile.Values(sample)[profile.DefaultSampleType], said.Goroutine);
    }

    private GoroutineLabels SaidOf(int sample) =>
        !profile.HasLabels(sample) ? new(default, null, false, [])
        : kind == EvidenceKind.GoroutineProfile ? GoroutineLabels.Of(profile, sample)
        : new(default, null, false, profile.Labels(sample));

    private Stack StackOf(int sample)
    {
        _frames.Clear();
        foreach (var location in profile.Locations(sample)) _frames.AddRange(profile.Frames(location));
        int[] key = [.. _frames];
        if (_stacks.TryGetValue(key, out var stack)) return stack;
        var made = Array.ConvertAll(key, profile.Frame);
        return _stacks[key] = new(new CallStack(ImmutableCollectionsMarshal.AsImmutableArray(made)), StackStates.Of(made, runtimeHidden));
    }

    private sealed class Stack(CallStack frames, WaitReason state)
    {
        /// <summary>The goroutines of which nothing is said but their stack.</summary>
        public Group? Plain;

        public CallStack Frames => frames;

        public WaitReason State => state;
    }

    private sealed record Likeness(Stack Stack, WaitReason State, bool Leaked, string Labels);

    private sealed class Sequence : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] numbers)
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(numbers.AsSpan()));
            return hash.ToHashCode();
        }
    }

    private sealed class Group(int sample, Stack stack, GoroutineLabels said, bool leaked)
    {
        private List<Goroutine>? _goroutines;
        private long _count;

        public void Add(long count, Goroutine goroutine)
        {
            _count = unchecked(_count + count);
            if (goroutine.Id != 0) (_goroutines ??= []).Add(goroutine);
        }

        public GoroutineGroup ToModel() => new()
        {
            Count = _count,
            Sample = sample,
            State = said.State ?? stack.State,
            StateIsDerived = said.State is null,
            Stack = stack.Frames,
            Labels = said.Labels,
            Leaked = leaked,
            Goroutines = _goroutines is null ? [] : [.. _goroutines],
            Waits = _goroutines is null ? [] : [.. _goroutines.Where(g => g.Minutes > 0).GroupBy(g => g.Minutes).OrderBy(g => g.Key).Select(g => (g.Key, (long)g.Count()))],
        };
    }
}
