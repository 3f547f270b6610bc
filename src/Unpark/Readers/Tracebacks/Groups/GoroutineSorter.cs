using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Model;

namespace Unpark.Readers.Tracebacks.Groups;

/// <summary>Sorts goroutines by group in two passes, counting first, so that each group's goroutines are written once, into an array of their exact number.</summary>
/// <param name="tableCount">Numbers of groups are smaller.</param>
internal sealed class GoroutineSorter(int tableCount)
{
    /// <summary>By number in the table: 1 + position among the groups of this snapshot; 0 for a group that is not in it.</summary>
    private readonly int[] _positions = new int[tableCount];

    /// <summary>By position: number in the table, and how many goroutines.</summary>
    private readonly NumberList _groups = new();
    private readonly NumberList _counts = new();
    private Goroutine[][] _goroutines = [];

    public void Count(ReadOnlySpan<GoroutineRecord> records)
    {
        foreach (ref readonly var record in records)
        {
            var position = _positions[record.Group];
            if (position == 0) position = Mention(record.Group);
            _counts.Span[position - 1]++;
        }
    }

    public int Mention(int group)
    {
        if (_positions[group] > 0) return _positions[group];
        _groups.Add(group);
        _counts.Add(0);
        return _positions[group] = _groups.Count;
    }

    /// <summary>After all were counted.</summary>
    public void Sort(ReadOnlySpan<GoroutineRecord> records)
    {
        if (_goroutines.Length == 0) Reserve();
        var counts = _counts.Span;
        foreach (ref readonly var record in records)
        {
            var position = _positions[record.Group] - 1;
            _goroutines[position][counts[position]++] = new(record.Id, record.CreatorId, record.WaitsOn, Math.Max(0, record.Minutes));
        }
    }

    /// <param name="beyond">How many goroutines of a group were not kept one by one.</param>
    /// <param name="pointers">Those kept of a group.</param>
    /// <returns>Largest first; equal counts in the order of the text.</returns>
    public ImmutableArray<GoroutineGroup> Groups(GroupTable table, Func<int, long> beyond, Func<int, ImmutableArray<StackPointers>> pointers)
    {
        if (_goroutines.Length == 0) Reserve();
        var groups = new GoroutineGroup[_groups.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = table[_groups.Span[i]] with
            {
                Count = _goroutines[i].Length + beyond(_groups.Span[i]),
                Goroutines = ImmutableCollectionsMarshal.AsImmutableArray(_goroutines[i]),
                Waits = WaitCounts.Of(_goroutines[i]),
                Pointers = pointers(_groups.Span[i]),
            };
        }
        return InOrder(groups);
    }

    private void Reserve()
    {
        _goroutines = new Goroutine[_groups.Count][];
        for (var i = 0; i < _goroutines.Length; i++) _goroutines[i] = _counts.Span[i] == 0 ? [] : new Goroutine[_counts.Span[i]];
        _counts.Span.Clear();
    }

    private static ImmutableArray<GoroutineGroup> InOrder(GoroutineGroup[] groups)
    {
        var order = new int[groups.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (x, y) => groups[y].Count.CompareTo(groups[x].Count) is var byCount && byCount != 0 ? byCount : x.CompareTo(y));
        var sorted = new GoroutineGroup[groups.Length];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = groups[order[i]];
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }
}
