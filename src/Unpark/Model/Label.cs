using System.Collections.Immutable;

namespace Unpark.Model;

/// <summary>One profiler label of a goroutine (<c>pprof.Do</c>, <c>SetGoroutineLabels</c>).</summary>
public sealed record Label(string Key, string Value)
{
    /// <summary>Sorted by key, the order in which label sets are compared.</summary>
    public static ImmutableArray<Label> Sorted(List<Label> labels) =>
        labels.Count < 2 ? [.. labels] : [.. labels.OrderBy(label => label.Key, StringComparer.Ordinal).ThenBy(label => label.Value, StringComparer.Ordinal)];
}
