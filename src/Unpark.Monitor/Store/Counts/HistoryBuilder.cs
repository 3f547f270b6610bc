using System.Collections.Immutable;

namespace Unpark.Monitor.Store.Counts;

/// <summary>Blocks of counts -> points over the time that somebody wants to see.</summary>
internal sealed class HistoryBuilder(HistoryQuery query)
{
    private readonly long _from = query.From.ToUnixTimeMilliseconds(), _to = query.To.ToUnixTimeMilliseconds();
    private readonly int _points = Math.Clamp(query.MostPoints, 1, 10_000);
    private readonly Dictionary<int, Column> _columns = [];
    private readonly Dictionary<int, Point> _rows = [];

    public IEnumerable<int> Sites => _columns.Keys.Where(column => column != CountState.Total);

    public void Add(CountBlock block)
    {
        var points = new int[block.Times.Length];
        for (var row = 0; row < points.Length; row++) points[row] = Count(block.Times[row]);
        if (points.All(point => point < 0)) return;
        foreach (var (number, values) in block.Columns)
        {
            if (query.OnlyTotals && number != CountState.Total) continue;
            if (!_columns.TryGetValue(number, out var column)) _columns.Add(number, column = new(_points));
            for (var row = 0; row < points.Length; row++)
            {
                if (points[row] >= 0) column.Add(points[row], values.Lowest[row], (values.Highest ?? values.Lowest)[row]);
            }
        }
    }

    /// <param name="sites">What each of <see cref="Sites"/> is.</param>
    public History Build(IReadOnlyDictionary<int, SiteInfo> sites)
    {
        int[] points = [.. _rows.Keys.Order()];
        return new(
            [.. points.Select(point => DateTimeOffset.FromUnixTimeMilliseconds(_rows[point].First))],
            _columns.TryGetValue(CountState.Total, out var total) ? RangeOf(total, points) : new([], []),
            [.. Sites.Select(number => new SiteHistory(sites[number], RangeOf(_columns[number], points))).OrderByDescending(site => site.Counts.Highest[^1])]);
    }

    // -1: outside of what is asked for.
    private int Count(long time)
    {
        if (time < _from || time > _to) return -1;
        var point = (int)Math.Min(_points - 1, (time - _from) * _points / Math.Max(1, _to - _from));
        var known = _rows.GetValueOrDefault(point, new(0, long.MaxValue));
        _rows[point] = new(known.Samples + 1, Math.Min(known.First, time));
        return point;
    }

    // A site that some sample of a point does not have was empty then.
    private CountRange RangeOf(Column column, int[] points) => new(
        [.. points.Select(point => column.Samples[point] < _rows[point].Samples ? 0 : column.Lowest[point])],
        ImmutableArray.CreateRange(points.Select(point => column.Highest[point])));

    private readonly record struct Point(int Samples, long First);

    private sealed class Column(int points)
    {
        public int[] Samples { get; } = new int[points];

        public long[] Lowest { get; } = new long[points];

        public long[] Highest { get; } = new long[points];

        public void Add(int point, long lowest, long highest)
        {
            Lowest[point] = Samples[point]++ == 0 ? lowest : Math.Min(Lowest[point], lowest);
            Highest[point] = Math.Max(Highest[point], highest);
        }
    }
}
