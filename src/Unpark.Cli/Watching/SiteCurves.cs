using Unpark.Monitor;

namespace Unpark.Cli.Watching;

/// <summary>Counts of the last looks, as small curves.</summary>
internal sealed class SiteCurves
{
    private const int Looks = 24;
    private const string Heights = "▁▂▃▄▅▆▇█";

    private readonly Dictionary<string, List<long>> _sites = new(StringComparer.Ordinal);
    private readonly List<long> _totals = [];
    private readonly Dictionary<string, long> _first = new(StringComparer.Ordinal);
    private int _added;

    public void Add(TargetState state)
    {
        Keep(_totals, state.Goroutines ?? 0);
        foreach (var (site, count) in state.Counts)
        {
            if (!_sites.TryGetValue(site, out var counts)) _sites.Add(site, counts = [.. Enumerable.Repeat(0L, Math.Min(_added, Looks - 1))]);
            _first.TryAdd(site, _added == 0 ? count : 0);
            Keep(counts, count);
        }
        foreach (var (_, counts) in _sites.Where(site => !state.Counts.ContainsKey(site.Key))) Keep(counts, 0);
        _added++;
    }

    /// <summary>By how much a site's count lies above that of the first look.</summary>
    public long SinceStart(string site) => _sites[site][^1] - _first[site];

    public string OfTotal => Curve(_totals);

    public string Of(string site) => Curve(_sites[site]);

    private static void Keep(List<long> counts, long count)
    {
        counts.Add(count);
        if (counts.Count > Looks) counts.RemoveAt(0);
    }

    // From zero: a count that moves by one in a thousand is a level line.
    private static string Curve(List<long> counts)
    {
        var highest = Math.Max(1, counts.Max());
        return string.Concat(counts.Select(count => Heights[(int)(count * (Heights.Length - 1) / highest)]));
    }
}
