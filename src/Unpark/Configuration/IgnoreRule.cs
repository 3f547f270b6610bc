namespace Unpark.Configuration;

/// <summary>Goroutines that are of no interest. Each pattern given must fit; at least one is.</summary>
/// <param name="Place">".unpark.yaml:12"</param>
/// <param name="Frame">A function anywhere on the stack.</param>
/// <param name="Entry">The function the goroutine was started with.</param>
/// <param name="Creator">The function whose go statement started it; nothing fits where the evidence has no creators.</param>
/// <param name="Library">Name or import path of the library whose goroutine it is.</param>
/// <param name="LabelKey">A profiler label, its value by <paramref name="LabelValue"/>.</param>
internal sealed record IgnoreRule(
    string Place,
    string Reason,
    NamePattern? Frame = null,
    NamePattern? Entry = null,
    NamePattern? Creator = null,
    NamePattern? Library = null,
    string? LabelKey = null,
    NamePattern? LabelValue = null);
