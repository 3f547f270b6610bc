using System.Collections.Immutable;

namespace Unpark.Monitor.Store;

/// <summary>Which counts to give.</summary>
/// <param name="Target">Key of the target.</param>
/// <param name="MostPoints">The time is divided into so many stretches; those in which somebody looked give a point each.</param>
public sealed record HistoryQuery(string Target, DateTimeOffset From, DateTimeOffset To, int MostPoints = 720)
{
    /// <summary>Counts of sites are not wanted: reading takes a fraction of the time without them.</summary>
    public bool OnlyTotals { get; init; }
}

/// <summary>Counts of one target over a time.</summary>
/// <param name="Times">Of the first sample of each point, oldest first. Where nobody looked there is no point.</param>
/// <param name="Sites">Largest in the last point first.</param>
public sealed record History(ImmutableArray<DateTimeOffset> Times, CountRange Totals, ImmutableArray<SiteHistory> Sites)
{
    public static History Empty { get; } = new([], new([], []), []);
}

public sealed record SiteHistory(SiteInfo Site, CountRange Counts);

/// <summary>Lowest and highest count in each point; equal where a point has one sample.</summary>
public sealed record CountRange(ImmutableArray<long> Lowest, ImmutableArray<long> Highest);
