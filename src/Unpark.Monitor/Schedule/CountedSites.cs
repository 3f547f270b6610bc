using System.Collections.Immutable;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Schedule;

/// <summary>What a <see cref="SiteTable"/> says of a snapshot.</summary>
/// <param name="Sites">Largest first.</param>
/// <param name="GoVersion">Null where the stacks do not tell.</param>
internal readonly record struct CountedSites(ImmutableArray<SiteCount> Sites, string? GoVersion);
