using System.Collections.Immutable;
using Unpark.Monitor.Store;

namespace Unpark.Server.Api.Answers;

/// <summary>Counts of several instances, added up over equal parts of a time.</summary>
/// <remarks>Instances are looked at at moments of their own: one that was not looked at in a part counts there as in the part before, once.</remarks>
internal sealed class SummedHistory(TimeRange range, int parts, Func<SiteInfo, string> keyOf)
{
    private readonly bool[] _seen = new bool[parts];
    private readonly Series _totals = new(parts, SiteInfo.Others);
    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);

    /// <summary>Seconds since 1970, of the parts in which somebody looked.</summary>
    public ImmutableArray<long> Times => [.. Seen.Select(part => range.StartOf(part, parts))];

    public CountRange Totals => _totals.At(Seen);

    private IEnumerable<int> Seen => Enumerable.Range(0, parts).Where(part => _seen[part]);

    /// <param name="history">Of the same time, with as many points.</param>
    public void Add(History history)
    {
        if (history.Times.IsEmpty) return;
        var places = PlacesOf(history);
        foreach (var (part, _) in places) _seen[part] = true;
        _totals.Add(history.Totals, places);
        foreach (var site in history.Sites)
        {
            var key = keyOf(site.Site);
            if (!_series.TryGetValue(key, out var series)) _series.Add(key, series = new(parts, site.Site));
            series.Add(site.Counts, places);
        }
    }

    /// <summary>Largest first; those beyond <paramref name="most"/> are the last, added up, with the key "other".</summary>
    public IEnumerable<(string Key, SiteInfo Site, CountRange Counts)> Largest(int most)
    {
        List<KeyValuePair<string, Series>> sorted = [.. _series.Where(one => one.Value.Peak > 0).OrderByDescending(one => one.Key.Length > 0).ThenByDescending(one => one.Value.Peak).ThenBy(one => one.Key, StringComparer.Ordinal)];
        foreach (var (key, series) in sorted.Take(most).Where(one => one.Key.Length > 0)) yield return (key, series.Site, series.At(Seen));
        var rest = sorted.Where((one, place) => place >= most || one.Key.Length == 0).Select(one => one.Value).ToList();
        if (rest.Count > 0) yield return ("other", SiteInfo.Others, Series.Sum(rest, parts).At(Seen));
    }

    private List<(int Part, int Point)> PlacesOf(History history)
    {
        var places = new List<(int, int)>(history.Times.Length);
        for (var point = 0; point < history.Times.Length; point++)
        {
            var part = range.PartOf(history.Times[point], parts);
            var next = point + 1 < history.Times.Length ? range.PartOf(history.Times[point + 1], parts) : parts;
            places.Add((part, point));
            if (part + 1 < next) places.Add((part + 1, point));
        }
        return places;
    }

    private sealed class Series(int parts, SiteInfo site)
    {
        private readonly long[] _lowest = new long[parts], _highest = new long[parts];

        public SiteInfo Site => site;

        public long Peak => _highest.Max();

        public void Add(CountRange counts, List<(int Part, int Point)> places)
        {
            foreach (var (part, point) in places)
            {
                _lowest[part] += counts.Lowest[point];
                _highest[part] += counts.Highest[point];
            }
        }

        public CountRange At(IEnumerable<int> seen) => new([.. seen.Select(part => _lowest[part])], [.. seen.Select(part => _highest[part])]);

        public static Series Sum(IEnumerable<Series> all, int parts)
        {
            var sum = new Series(parts, SiteInfo.Others);
            foreach (var one in all)
            {
                for (var part = 0; part < parts; part++)
                {
                    sum._lowest[part] += one._lowest[part];
                    sum._highest[part] += one._highest[part];
                }
            }
            return sum;
        }
    }
}
