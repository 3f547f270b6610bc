using System.Collections.Immutable;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Verdicts;

/// <summary>Whether a target is as it was when it was judged: then nothing new could be said of it.</summary>
/// <remarks>
/// A count has to rise beyond what chance makes of it (three times its root, four at least) before a rule calls it growth, and a site has to
/// be there before anything can be wrong with it. Judging a program takes ten times as long as counting its goroutines.
/// </remarks>
internal sealed class Novelty
{
    private readonly Dictionary<string, long> _judged = new(StringComparer.Ordinal);
    private long _total;

    /// <summary>A site is new, or there are more goroutines somewhere than at any time it was judged.</summary>
    public bool IsIn(long total, ImmutableArray<SiteCount> sites)
    {
        if (HasRisen(total, _total)) return true;
        foreach (var (site, count) in sites)
        {
            if (!_judged.TryGetValue(site.Fingerprint, out var judged) || HasRisen(count, judged)) return true;
        }
        return false;
    }

    public void Judged(long total, ImmutableArray<SiteCount> sites)
    {
        _total = Math.Max(total, _total);
        _judged.EnsureCapacity(sites.Length);
        foreach (var (site, count) in sites) _judged[site.Fingerprint] = Math.Max(count, _judged.GetValueOrDefault(site.Fingerprint));
    }

    /// <summary>What it was is of no use any more: another program runs there.</summary>
    public void Forget()
    {
        _judged.Clear();
        _total = 0;
    }

    private static bool HasRisen(long count, long judged) => count - judged >= Math.Max(4, 3 * Math.Sqrt(judged));
}
