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
        Check(words, targets.FirstGiven(call));
        return Collect(call, words, targets);
    }

    /// <summary>Each by itself, files at the same time.</summary>
    /// <exception cref="EvidenceException">One of them could not be read or reached.</exception>
    public static IReadOnlyList<Collection> TakeEach(Invocation call, IReadOnlyList<string> words, TargetOptions targets)
    {
        Check(words, targets.FirstGiven(call));
        if (words.Count < 2 || words.Any(Collector.IsAddress)) return [.. words.Select(word => Collect(call, [word], targets))];
        var others = words.Skip(1).Select(word => Task.Run(() => Collect(call, [word], targets), call.Cancellation)).ToList();
        return [Collect(call, [words[0]], targets), .. others.Select(other => other.GetAwaiter().GetResult())];
    }

    private static Collection Collect(Invocation call, IReadOnlyList<string> words, TargetOptions targets)
    {
        using var progress = new ProgressLine(call);
        var collector = new Collector
        {
            Options = words.Any(Collector.IsAddress) ? targets.CollectOptionsOf(call) : CollectOptions.Default,
            Prepare = target => targets.Prepare(target, call),
            Progress = progress,
            StandardInput = words.Contains("-") ? call.World.Input : null,
        };
        var collection = Collect(collector, words, words.Count(Collector.IsAddress), call.Cancellation);
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
    private static void Check(IReadOnlyList<string> words, string? liveOption)
    {
        var addresses = words.Where(Collector.IsAddress).ToList();
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
