using System.Collections.Immutable;

namespace Unpark.Monitor.Store;

/// <summary>How many goroutines were where, in one program at one moment.</summary>
/// <param name="Target">Key of the target.</param>
/// <param name="Total">All of them, those that no site counts among them.</param>
/// <param name="Sites">Each site once, in any order.</param>
public sealed record CountSample(string Target, DateTimeOffset At, long Total, ImmutableArray<SiteCount> Sites);

/// <summary>How many goroutines were at one site.</summary>
public readonly record struct SiteCount(SiteInfo Site, long Count);
