using Unpark.Cli.Output;
using Unpark.Cli.Syntax;
using Unpark.Collectors;
using Unpark.Collectors.Http;
using Unpark.Model;

namespace Unpark.Cli.Input;

/// <summary>The words that name evidence -> what could be had of it.</summary>
internal static class EvidenceInput
{
    /// <summary>All of it, in the order of the words.</summary>
    /// <exception cref="EvidenceException">Nothing could be read or reached.</exception>
    public static Collection Take(Invocation call, IReadOnlyList<string> words, TargetOptions targets)
    {
        var addresses = words.Where(Collector.IsAddress).ToList();
        Check(addresses, targets.FirstGiven(call));
        using var progress = new ProgressLine(call);
        var collector = new Collector
        {
            Options = addresses.Count > 0 ? targets.CollectOptionsOf(call) : CollectOptions.Default,
            Prepare = target => targets.Prepare(target, call),
            Progress = progress,
            StandardInput = words.Contains("-") ? call.World.Input : null,
        };
        var collection = Collect(collector, words, addresses.Count, call.Cancellation);
        progress.Clear();
        if (call.Verbose) Tell(collection, call);
        return IsEmpty(collection) ? throw new EvidenceException(Failures(collection)) : collection;
    }

    private static Collection Collect(Collector collector, IReadOnlyList<string> words, int addresses, CancellationToken cancellation)
    {
        var isMixed = addresses > 0 && addresses < words.Count;
        return isMixed ? Series.Of(words, word => Collect(collector, [word], cancellation)) : Collect(collector, words, cancellation);
    }

    private static Collection Collect(Collector collector, IReadOnlyList<string> words, CancellationToken cancellation) =>
        collector.CollectAsync(words, cancellation).GetAwaiter().GetResult();

    // Two programs side by side are no series: their difference would be told as growth.
    private static void Check(List<string> addresses, string? liveOption)
    {
        if (addresses.Select(NameOf).Distinct().Count() > 1)
            throw new UsageException($"{addresses.Count} addresses are {addresses.Count} programs, and a report is about one: run unpark once for each");
        if (addresses.Count == 0 && liveOption is not null)
            throw new UsageException($"{liveOption} is for live programs, and there is no address among the evidence");
    }

    private static string NameOf(string address) => Target.TryParse(address, out var target, out _) ? target.Name : address;

    private static bool IsEmpty(Collection collection) => collection.Moments.IsEmpty && collection.Readings.All(IsUnreadable);

    private static bool IsUnreadable(Reading reading) => reading.Diagnostics.Any(diagnostic => diagnostic.Fatal);

    private static string Failures(Collection collection) =>
        string.Join("\nunpark: ", collection.Diagnostics.Concat(collection.Readings.SelectMany(reading => reading.Diagnostics)).Where(diagnostic => diagnostic.Fatal));

    private static void Tell(Collection collection, Invocation call)
    {
        foreach (var reading in collection.Readings) call.World.Error.WriteLine($"unpark: read {reading.Source}: {reading.Format}");
    }
}
