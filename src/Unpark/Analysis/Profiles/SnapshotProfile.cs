using Unpark.Knowledge.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>A dump as the profile it could have been: one sample for each group, so that every table works on both.</summary>
public static class SnapshotProfile
{
    private static readonly SampleType Goroutines = new("goroutine", "count");

    public static Profile Of(Snapshot snapshot)
    {
        var frames = new Interned<Frame>();
        var groups = snapshot.Groups;
        var starts = new int[groups.Length + 1];
        var locations = new List<int>();
        for (var i = 0; i < groups.Length; i++)
        {
            foreach (var frame in groups[i].Stack.Frames) locations.Add(frames.Add(frame));
            starts[i + 1] = locations.Count;
        }
        return new(
            new SampleColumns(1, [.. groups.Select(group => group.Count)], [.. locations], starts),
            new LocationColumns([.. Enumerable.Range(1, frames.Count).Select(end => new LocationEntry(0, end))], [.. Enumerable.Range(0, frames.Count)]),
            ColumnsOf(frames.Items))
        {
            Name = snapshot.Kind == EvidenceKind.LeakProfile ? ProfileNames.GoroutineLeak : ProfileNames.Goroutine,
            SampleTypes = [Goroutines],
            TakenAt = snapshot.TakenAt,
            IsDelta = snapshot.IsDelta,
        };
    }

    private static FrameColumns ColumnsOf(IReadOnlyList<Frame> frames)
    {
        var (functions, files) = (new Interned<string>(), new Interned<string>());
        FrameKey[] keys = [.. frames.Select(frame => new FrameKey(functions.Add(frame.Function), files.Add(frame.File), frame.Line, frame.Inlined))];
        return new([.. functions.Items], [.. files.Items], keys);
    }

    /// <summary>Numbers for distinct things, in the order they come.</summary>
    private sealed class Interned<T>
        where T : notnull
    {
        private readonly Dictionary<T, int> _indexes = [];
        private readonly List<T> _items = [];

        public IReadOnlyList<T> Items => _items;

        public int Count => _items.Count;

        public int Add(T item)
        {
            if (_indexes.TryGetValue(item, out var index)) return index;
            _indexes.Add(item, _items.Count);
            _items.Add(item);
            return _items.Count - 1;
        }
    }
}
