using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Model;

namespace Unpark.Readers.Tracebacks;

/// <summary>Sorts goroutines by group in two passes, counting first, so that each group's goroutines are written once, into an array of their exact number.</summary>
internal sealed class GoroutineSorter(int tableCount)
{
    /// <summary>By number of the table: 1 + position among the groups of this snapshot; 0 for a group that is not in it.</summary>
    private readonly int[] _positions = new int[tableCount];
    private readonly List<int> _groups = [];
    private readonly List<int> _counts = [];
    private Goroutine[][]? _goroutines;

    public void Count(ReadOnlySpan<GoroutineRecord> records)
    {
        foreach (ref readonly var record in records)
        {
            var position = _positions[record.Group];
            if (position == 0) position = Mention(record.Group);
            CollectionsMarshal.AsSpan(_counts)[position - 1]++;
        }
    }

    public int Mention(int group)
    {
        if (_positions[group] > 0) return _positions[group];
        _groups.Add(group);
        _counts.Add(0);
        return _positions[group] = _groups.Count;
    }

    public void Sort(ReadOnlySpan<GoroutineRecord> records)
    {
        if (_goroutines is null)
        {
            _goroutines = [.. _counts.Select(count => GC.AllocateUninitializedArray<Goroutine>(count))];
            CollectionsMarshal.AsSpan(_counts).Clear();
        }
        var counts = CollectionsMarshal.AsSpan(_counts);
        foreach (ref readonly var record in records)
        {
            var position = _positions[record.Group] - 1;
            _goroutines[position][counts[position]++] = new(record.Id, record.CreatorId, record.WaitsOn, Math.Max(0, record.Minutes));
        }
    }

    /// <returns>Largest first; equal counts in the order of the text.</returns>
    public ImmutableArray<GoroutineGroup> Groups(GroupTable table, Dictionary<int, long> beyond)
    {
        var goroutines = _goroutines ?? [];
        var groups = new GoroutineGroup[_groups.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            var own = i < goroutines.Length ? goroutines[i] : [];
            groups[i] = table[_groups[i]] with
            {
                Count = own.Length + beyond.GetValueOrDefault(_groups[i]),
                Goroutines = ImmutableCollectionsMarshal.AsImmutableArray(own),
                Waits = Waits(own),
            };
        }
        return [.. groups.OrderByDescending(group => group.Count)];
    }

    private static ImmutableArray<(int Minutes, long Count)> Waits(ReadOnlySpan<Goroutine> goroutines)
    {
        var counts = new Dictionary<int, long>();
        foreach (ref readonly var g in goroutines)
        {
            if (g.Minutes > 0) CollectionsMarshal.GetValueRefOrAddDefault(counts, g.Minutes, out _)++;
        }
        return counts.Count == 0 ? [] : [.. counts.OrderBy(wait => wait.Key).Select(wait => (wait.Key, wait.Value))];
    }
}
