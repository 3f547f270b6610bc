using System.Collections.Immutable;
using Unpark.Findings;

namespace Unpark.Monitor.Verdicts;

/// <summary>One fault of a service, on one of its instances or on all.</summary>
/// <param name="Worst">As the instance with the most goroutines shows it.</param>
/// <param name="Targets">Keys of the instances that have it, the most goroutines first.</param>
/// <param name="Count">Goroutines on all of them.</param>
/// <param name="PerHour">How many more an hour on all of them; null where none tells.</param>
/// <param name="InstancesOfService">How many the service has.</param>
/// <param name="Spread">On which instances, in a sentence.</param>
internal sealed record ServiceFinding(Finding Worst, ImmutableArray<string> Targets, long Count, double? PerHour, int InstancesOfService, string Spread)
{
    private const int Named = 3;

    /// <summary>The same fault on several instances is one finding. Worst first.</summary>
    public static ImmutableArray<ServiceFinding> Of(IReadOnlyCollection<InstanceVerdict> instances) =>
    [
        .. instances
            .SelectMany(instance => instance.Findings.Select(finding => (instance.Target, Finding: finding)))
            .GroupBy(one => one.Finding.Fingerprint)
            .Select(same => Of([.. same.OrderByDescending(one => one.Finding.Count).ThenBy(one => one.Target, StringComparer.Ordinal)], instances))
            .OrderByDescending(finding => finding.Worst.Level).ThenByDescending(finding => finding.Worst.Confidence).ThenByDescending(finding => finding.Count),
    ];

    private static ServiceFinding Of(List<(string Target, Finding Finding)> same, IReadOnlyCollection<InstanceVerdict> instances)
    {
        var worst = same[0].Finding;
        var rates = same.Select(one => one.Finding.Growth?.PerHour ?? one.Finding.Ages?.PerHour).OfType<double>().ToList();
        return new(
            worst with { Confidence = same.Max(one => one.Finding.Confidence), Level = same.Max(one => one.Finding.Level) },
            [.. same.Select(one => one.Target)],
            same.Sum(one => one.Finding.Count),
            rates.Count == 0 ? null : rates.Sum(),
            instances.Count,
            SpreadOf(same, instances));
    }

    private static string SpreadOf(List<(string Target, Finding Finding)> same, IReadOnlyCollection<InstanceVerdict> instances)
    {
        var (most, least) = (same[0].Finding.Count, same[^1].Finding.Count);
        if (instances.Count == 1) return $"on its only instance, {same[0].Target}";
        if (same.Count == instances.Count) return $"on all {instances.Count} instances: {(most == least ? "" : $"{Verdict.Number(least)} to ")}{Verdict.Number(most)} goroutines each";
        if (same.Count == 1) return $"on 1 of {instances.Count} instances: {same[0].Target} has {Verdict.Number(most)} goroutines there, the others at most {Verdict.Number(MostOfOthers(same, instances))}";
        var named = string.Join(", ", same.Take(Named).Select(one => $"{one.Target} ({Verdict.Number(one.Finding.Count)})"));
        return $"on {same.Count} of {instances.Count} instances: {named}{(same.Count > Named ? $" and {same.Count - Named} more" : "")}";
    }

    private static long MostOfOthers(List<(string Target, Finding Finding)> same, IReadOnlyCollection<InstanceVerdict> instances) => instances
        .Where(instance => instance.Target != same[0].Target)
        .Max(instance => instance.Counts.GetValueOrDefault(same[0].Finding.Fingerprint));
}
