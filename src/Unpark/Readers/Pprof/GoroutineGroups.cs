using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Knowledge;
using Unpark.Model;

namespace Unpark.Readers.Pprof;

/// <summary>Makes the groups of a goroutine profile: samples with equal frames, state and labels become one.</summary>
/// <param name="runtimeHidden">The runtime's leading frames are left out of the stacks.</param>
internal sealed class GoroutineGroups(Profile profile, EvidenceKind kind, bool runtimeHidden)
{
    private readonly Dictionary<int[], Stack> _stacks = new(new Sequence());
    private readonly Dictionary<Likeness, Group> _groups = [];
    private readonly List<Group> _inOrder = [];

    public GoroutineGroup[] Build()
    {
        for (var sample = 0; sample < profile.SampleCount; sample++) Add(sample);
        return [.. _inOrder.Select(group => group.ToModel()).OrderByDescending(group => group.Count)];
    }

    private void Add(int sample)
    {
        var stack = StackOf(sample);
        var said = kind == EvidenceKind.GoroutineProfile ? GoroutineLabels.Of(profile, sample) : new(default, null, false, profile.Labels(sample));
        var leaked = said.Leaked || kind == EvidenceKind.LeakProfile;
        var key = new Likeness(stack, said.State ?? stack.State, leaked, string.Join('\0', said.Labels));
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out _);
        if (group is null) _inOrder.Add(group = new(stack.Frames, key.State, StateIsDerived: said.State is null, leaked, said.Labels));
        group.Add(profile.Values(sample)[profile.DefaultSampleType], said.Goroutine);
    }

    private Stack StackOf(int sample)
    {
        var frames = new List<int>();
        foreach (var location in profile.Locations(sample)) frames.AddRange(profile.Frames(location));
        int[] key = [.. frames];
        if (_stacks.TryGetValue(key, out var stack)) return stack;
        var made = Array.ConvertAll(key, profile.Frame);
        return _stacks[key] = new(new CallStack([.. made]), StackStates.Of(made, runtimeHidden));
    }

    private sealed record Stack(CallStack Frames, WaitReason State)
    {
        public bool Equals(Stack? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
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

    private sealed record Group(CallStack Frames, WaitReason State, bool StateIsDerived, bool Leaked, ImmutableArray<Label> Labels)
    {
        private readonly List<Goroutine> _goroutines = [];
        private long _count;

        public void Add(long count, Goroutine goroutine)
        {
            _count = unchecked(_count + count);
            if (goroutine.Id != 0) _goroutines.Add(goroutine);
        }

        public GoroutineGroup ToModel() => new()
        {
            Count = _count,
            State = State,
            StateIsDerived = StateIsDerived,
            Stack = Frames,
            Labels = Labels,
            Leaked = Leaked,
            Goroutines = [.. _goroutines],
            Waits = _goroutines.Count == 0 ? [] : [.. _goroutines.Where(g => g.Minutes > 0).GroupBy(g => g.Minutes).OrderBy(g => g.Key).Select(g => (g.Key, (long)g.Count()))],
        };
    }
}
