using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Analysis.Sites;
using Unpark.Knowledge.Waits;

namespace Unpark.Analysis.Series;

/// <summary>Counts that somebody kept of moments gone by, so that growth over days is judged without the moments themselves.</summary>
/// <param name="Hours">Time of each kept moment, in hours before the one that is looked at: rising, below zero.</param>
/// <param name="Counts">By <see cref="Signature.Fingerprint"/>, a count for each time; a site that is not here was empty, or one of those that were not kept.</param>
/// <param name="Unkept">For each time the most that a site held which was not kept; empty where all were.</param>
internal sealed record CountHistory(ImmutableArray<double> Hours, IReadOnlyDictionary<string, ImmutableArray<long>> Counts, ImmutableArray<long> Unkept)
{
    private readonly ImmutableArray<double> _hoursToNow = Hours.Add(0);

    /// <summary>The sites of a moment with what is known of their past. Those that hold no more than they ever did are left out: they do not grow.</summary>
    public IEnumerable<SiteSeries> Before(MomentFacts now)
    {
        var functions = now.Sites.Where(site => !site.IsObserver).GroupBy(site => KindOf(site.Key.Signature, WaitKind.Unknown));
        foreach (var function in functions)
        {
            List<IGrouping<WaitKind, SiteGroup>> kinds = [.. function.GroupBy(site => site.Kind).OrderBy(kind => IsPassing(kind.Key)).ThenByDescending(kind => kind.Sum(site => site.Count))];
            for (var i = 0; i < kinds.Count && (i == 0 || !IsPassing(kinds[i].Key)); i++)
            {
                // Who is caught running is on the way to where most of the others wait.
                var sites = i == 0 ? kinds[0].Concat(kinds.Skip(1).Where(kind => IsPassing(kind.Key)).SelectMany(kind => kind)) : kinds[i];
                if (SeriesOf(kinds[i].First(), sites.Sum(site => site.Count), withPassing: i == 0) is { } series) yield return series;
            }
        }
    }

    private SiteSeries? SeriesOf(SiteGroup site, long count, bool withPassing)
    {
        var signature = site.Key.Signature;
        var kinds = withPassing ? new[] { signature.Kind, WaitKind.Running, WaitKind.Unknown }.Distinct() : [signature.Kind];
        var known = kinds.Select(kind => Counts.GetValueOrDefault(KindOf(signature, kind).Fingerprint)).Where(counts => !counts.IsDefault).ToList();
        var counts = new long[Hours.Length + 1];
        foreach (var one in known) Add(one.AsSpan(), counts);
        FillIn(counts);
        if (Hours.Length > 0 && counts.AsSpan(0, Hours.Length).IndexOfAnyExceptInRange(count, long.MaxValue) < 0) return null;
        counts[^1] = count;
        return new(site with { Count = count }, ImmutableCollectionsMarshal.AsImmutableArray(counts), _hoursToNow);
    }

    // What may have been there before is no growth.
    private void FillIn(long[] counts)
    {
        for (var i = 0; i < Unkept.Length; i++)
        {
            if (counts[i] == 0) counts[i] = Unkept[i];
        }
    }

    private static void Add(ReadOnlySpan<long> some, Span<long> sum)
    {
        for (var i = 0; i < some.Length; i++) sum[i] += some[i];
    }

    private static bool IsPassing(WaitKind kind) => kind is WaitKind.Running or WaitKind.Unknown;

    private static Signature KindOf(Signature signature, WaitKind kind) => signature with { Kind = kind };
}
