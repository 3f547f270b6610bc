using System.Collections.Immutable;
using Unpark.Collectors;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Monitor.Pushed;
using Unpark.Monitor.Store;
using Unpark.Monitor.Targets;

namespace Unpark.Monitor;

/// <summary>What somebody asks for beside the clock.</summary>
public sealed partial class FleetMonitor
{
    /// <summary>Takes a profile, and a traceback and a leak profile where they fit into the stop allowed, and keeps them.</summary>
    /// <returns>Null when there is no target of this key, or it cannot be asked because it sends by itself.</returns>
    /// <exception cref="TargetException">It cannot be asked.</exception>
    /// <exception cref="StoreException">What was taken could not be kept.</exception>
    public async Task<ImmutableArray<StoredSnapshot>?> LookNowAsync(string key, CancellationToken cancellation = default)
    {
        if (!_watches.TryGetValue(key, out var watch)) return null;
        var taken = await watch.LookNowAsync(cancellation);
        Looked?.Invoke(watch.State);
        return taken;
    }

    /// <summary>Takes in evidence that a program sends by itself: it becomes a target under this name, or belongs to the one that is looked at under it.</summary>
    /// <param name="limits">What the evidence may unpack to.</param>
    /// <exception cref="PushException">It shows neither goroutines nor races, or there are too many instances.</exception>
    /// <exception cref="StoreException">It could not be kept.</exception>
    public async Task<(StoredSnapshot Snapshot, Report Report)> PushAsync(PushedEvidence evidence, ReaderLimits? limits = null, CancellationToken cancellation = default)
    {
        var reading = await Task.Run(() => EvidenceReader.Read(new MemoryStream(evidence.Content), $"{evidence.Service}/{evidence.Instance}", limits, cancellation), cancellation);
        if (reading.Snapshots.IsEmpty && reading.Races.IsEmpty) throw new PushException(WhyNot(reading));
        var target = TargetOf(evidence);
        var watch = _watches.GetValueOrDefault(target.Key) ?? _pushed.WatchOf(target, Settings.Push, Time.GetUtcNow());
        var taken = await watch.TakeAsync(reading, evidence.Content, cancellation);
        NoteVersions([target]);
        Looked?.Invoke(watch.State);
        return taken;
    }

    private static string WhyNot(Reading reading) => reading.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Fatal) is { } fatal
        ? fatal.Message
        : $"expected goroutines or races, found {reading.Format}: send a goroutine profile, a traceback, a crash or a race report";

    private MonitoredTarget TargetOf(PushedEvidence evidence) => new()
    {
        Key = $"{evidence.Service}/{evidence.Instance}",
        Labels = LabelSet.Empty.With(
        [
            KeyValuePair.Create(LabelNames.Job, evidence.Service),
            KeyValuePair.Create(LabelNames.Instance, evidence.Instance),
            KeyValuePair.Create(LabelNames.Version, evidence.Version),
        ]),
        Asked = null,
        Interval = Settings.Schedule.Interval,
        AllowStop = TimeSpan.Zero,
    };
}
