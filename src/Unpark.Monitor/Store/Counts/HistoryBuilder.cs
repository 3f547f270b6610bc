using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Unpark.Monitor.Store.Counts;

/// <summary>Blocks of counts -> points over the time that somebody wants to see.</summary>
internal sealed class HistoryBuilder
{
    private readonly HistoryQuery _query;
    private readonly long _from, _to;
    private readonly Dictionary<int, Column> _columns = [];

    // Of each point: how many rows it has, and when the first of them was.
    private readonly int[] _rows;
    private readonly long[] _first;

    public HistoryBuilder(HistoryQuery query)
    {
        _query = query;
        (_from, _to) = (query.From.ToUnixTimeMilliseconds(), query.To.ToUnixTimeMilliseconds());
        var points = Math.Clamp(query.MostPoints, 1, 10_000);
        (_rows, _first) = (new int[points], new long[points]);
        Array.Fill(_first, long.MaxValue);
    }

    public IEnumerable<int> Sites => _columns.Keys.Where(column => column != CountState.Total);

    public void Add(CountBlock block)
    {
        var points = new int[block.Times.Length];
        for (var row = 0; row < points.Length; row++) points[row] = Count(block.Times[row]);
        if (points.All(point => point < 0)) return;
        foreach (var (number, values) in block.Columns)
        {
            if (_query.OnlyTotals && number != CountState.Total) continue;
            if (!_columns.TryGetValue(number, out var column)) _columns.Add(number, column = new(_rows.Length));
            column.Add(points, values.Lowest, values.Highest ?? values.Lowest);
        }
    }

    /// <param name="sites">What each of <see cref="Sites"/> is.</param>
    public History Build(IReadOnlyDictionary<int, SiteInfo> sites)
    {
        int[] points = [.. Enumerable.Range(0, _rows.Length).Where(point => _rows[point] > 0)];
        return new(
            [.. points.Select(point => DateTimeOffset.FromUnixTimeMilliseconds(_first[point]))],
            _columns.TryGetValue(CountState.Total, out var total) ? RangeOf(total, points) : new([], []),
            [.. Sites.Select(number => new SiteHistory(sites[number], RangeOf(_columns[number], points))).OrderByDescending(site => site.Counts.Highest[^1])]);
    }

    // -1: outside of what is asked for.
    private int Count(long time)
    {
        if (time < _from || time > _to) return -1;
        var point = (int)Math.Min(_rows.Length - 1, (time - _from) * _rows.Length / Math.Max(1, _to - _from));
        _rows[point]++;
        _first[point] = Math.Min(_first[point], time);
        return point;
    }

    // A site that some sample of a point does not have was empty then.
    private CountRange RangeOf(Column column, int[] points)
    {
        var lowest = new long[points.Length];
        for (var i = 0; i < points.Length; i++) lowest[i] = column.Samples[points[i]] < _rows[points[i]] ? 0 : column.Lowest[points[i]];
        if (!column.Differs(points, lowest)) return new(Immutable(lowest), Immutable(lowest));
        var highest = new long[points.Length];
        for (var i = 0; i < points.Length; i++) highest[i] = column.Highest[points[i]];
        return new(Immutable(lowest), Immutable(highest));
    }

    private static ImmutableArray<long> Immutable(long[] counts) => ImmutableCollectionsMarshal.AsImmutableArray(counts);

    private sealed class Column(int points)
    {
        private long[]? _highest;

        public int[] Samples { get; } = new int[points];

        public long[] Lowest { get; } = new long[points];

        /// <summary>The same as the lowest until some point has two counts that differ.</summary>
        public long[] Highest => _highest ?? Lowest;

        /// <param name="points">Of each row; -1: it does not count.</param>
        public void Add(ReadOnlySpan<int> points, ReadOnlySpan<long> lowest, ReadOnlySpan<long> highest)
        {
            for (var row = 0; row < points.Length; row++)
            {
                var point = points[row];
                if (point >= 0) Add(point, lowest[row], highest[row]);
            }
        }

        public bool Differs(int[] points, long[] lowest)
        {
            if (_highest is not null) return true;
            for (var i = 0; i < points.Length; i++)
            {
                if (Lowest[points[i]] != lowest[i]) return true;
            }
            return false;
        }

        private void Add(int point, long lowest, long highest)
        {
            var isFirst = Samples[point]++ == 0;
            if (_highest is null && (lowest != highest || (!isFirst && Lowest[point] != lowest))) _highest = [.. Lowest];
            if (_highest is not null) _highest[point] = Math.Max(_highest[point], highest);
            Lowest[point] = isFirst ? lowest : Math.Min(Lowest[point], lowest);
        }
    }
}
