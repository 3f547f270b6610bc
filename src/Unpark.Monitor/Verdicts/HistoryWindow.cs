using System.Collections.Immutable;
using Unpark.Analysis.Series;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Verdicts;

/// <summary>Stretch of the past that growth is judged by.</summary>
/// <param name="Points">Into so many it is divided: what leaks does so in the lowest counts of each.</param>
internal sealed record HistoryWindow(TimeSpan Length, int Points)
{
    /// <summary>Every half minute: a leak that began lately.</summary>
    public static HistoryWindow Hours { get; } = new(TimeSpan.FromHours(6), 720);

    /// <summary>Every six minutes: a leak that the load of the day would hide.</summary>
    public static HistoryWindow Days { get; } = new(TimeSpan.FromDays(3), 720);

    public HistoryQuery QueryOf(string target, DateTimeOffset now) => new(target, now - Length, now, Points);

    /// <summary>What the rules want to know of it.</summary>
    public static CountHistory CountsOf(History history, DateTimeOffset now) => new(
        [.. history.Times.Select(time => Math.Min(-1e-6, (time - now).TotalHours))],
        history.Sites.ToDictionary(site => site.Site.Fingerprint, site => site.Counts.Lowest, StringComparer.Ordinal),
        UnkeptIn(history));

    /// <summary>The count that half of the points exceed; null without any.</summary>
    public static long? MedianOf(ImmutableArray<long> counts) => counts.IsEmpty ? null : counts.Order().ElementAt(counts.Length / 2);

    // Of the smallest sites only the sum is kept: none held more than that, and none more than a site that was kept.
    private static ImmutableArray<long> UnkeptIn(History history)
    {
        if (history.Sites.FirstOrDefault(site => site.Site.Fingerprint == SiteInfo.Others.Fingerprint) is not { } others) return [];
        var most = others.Counts.Highest.ToArray();
        foreach (var kept in history.Sites.Where(site => site != others))
        {
            for (var i = 0; i < most.Length; i++)
            {
                if (kept.Counts.Highest[i] != 0) most[i] = Math.Min(most[i], kept.Counts.Highest[i]);
            }
        }
        return [.. most];
    }
}
