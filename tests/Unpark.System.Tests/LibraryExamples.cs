using Unpark.Collectors;
using Unpark.Collectors.Http;
using Unpark.Findings;
using Unpark.Monitor.Detecting;

namespace Unpark.Tests;

/// <summary>The code of docs/library.md, to the letter.</summary>
internal static class LibraryExamples
{
    public static async Task OrdersLeaveNothingBehind(string service, Func<Task> placeOrders)
    {
        using var detector = await LeakDetector.TakeBaselineAsync(service);
        await placeOrders();
        var check = await detector.CheckAsync();
        Assert.False(check.HasLeaks, check.ToString());
    }

    public static async Task<LeakMonitor> Watch(string service, Action<string> tell)
    {
        var monitor = await LeakDetector.StartMonitor(service, new() { Interval = TimeSpan.FromSeconds(10), Threshold = 10_000, DumpFolder = "dumps" });
        monitor.Found += finding => tell($"{finding.Title} ({finding.Spread})");
        monitor.Dumped += file => tell($"more than 10,000 goroutines: {file}");
        return monitor;
    }

    public static async Task<Report> Diagnose(params string[] evidence)
    {
        var collected = await new Collector().CollectAsync(evidence);
        return collected.Moments.IsEmpty
            ? Diagnosis.Of(collected.Readings)
            : Diagnosis.Of(collected.Moments, collected.Readings, new() { LeftOut = collected.LeftOut });
    }

    public static Target Guarded(string address, string token) =>
        Target.TryParse(address, out var target, out var error)
            ? target with { Access = new() { BearerToken = token, AuthorityFile = "ca.pem" }, AnswerTimeout = TimeSpan.FromMinutes(1) }
            : throw new ArgumentException(error, nameof(address));
}
