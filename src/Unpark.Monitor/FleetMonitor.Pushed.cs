using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Monitor.Pushed;
using Unpark.Monitor.Store;
using Unpark.Monitor.Targets;

namespace Unpark.Monitor;

/// <summary>Programs that send by themselves, and what they sent before this process began.</summary>
public sealed partial class FleetMonitor
{
    /// <summary>Services that sent by themselves and are silent by now. They are not judged; their history is kept as long as any other.</summary>
    public ImmutableArray<ServiceState> PastServices
    {
        get
        {
            var watched = Targets.Select(target => target.Target.Service).ToHashSet(StringComparer.Ordinal);
            return [.. _pushed.Past.Services.Where(service => !watched.Contains(service.Name))];
        }
    }

    /// <summary>Takes in evidence that a program sends by itself: it becomes a target under this name, or belongs to the one that is looked at under it.</summary>
    /// <param name="limits">What the evidence may unpack to.</param>
    /// <exception cref="PushException">It shows neither goroutines nor races, or there are too many instances.</exception>
    /// <exception cref="StoreException">It could not be kept.</exception>
    public async Task<(StoredSnapshot Snapshot, Report Report)> PushAsync(PushedEvidence evidence, ReaderLimits? limits = null, CancellationToken cancellation = default)
    {
        var reading = await Task.Run(() => EvidenceReader.Read(new MemoryStream(evidence.Content), $"{evidence.Service}/{evidence.Instance}", limits, cancellation), cancellation);
        if (reading.Snapshots.IsEmpty && reading.Races.IsEmpty) throw new PushException(WhyNot(reading));
        var sender = new PushedInstance(evidence.Service, evidence.Instance, evidence.Version, Time.GetUtcNow());
        var asked = _watches.GetValueOrDefault(sender.Key);
        var watch = asked ?? _pushed.WatchOf(TargetOf(sender), Settings.Push, sender.LastAt);
        var taken = await watch.TakeAsync(reading, evidence.Content, cancellation);
        if (asked is null) await Store.SaveAsync(sender, cancellation);
        NoteVersions([TargetOf(sender)]);
        Looked?.Invoke(watch.State);
        return taken;
    }

    private void Remember(ImmutableArray<PushedInstance> senders)
    {
        foreach (var sender in senders) _pushed.Past.Add(TargetOf(sender), sender.LastAt);
        NoteVersions(senders.Select(TargetOf));
    }

    // An instance that would still be known without a restart is judged by what it sent last.
    private async Task RestoreAsync(ImmutableArray<PushedInstance> senders)
    {
        foreach (var sender in senders.Where(sender => Time.GetUtcNow() - sender.LastAt <= Settings.Push.ExpireAfter))
        {
            var kept = await Store.SnapshotsAsync(sender.Key, DateTimeOffset.UnixEpoch, sender.LastAt, _end.Token);
            if (kept.FirstOrDefault(snapshot => snapshot.Reason == SnapshotReason.Pushed) is not { } last || await Store.SnapshotAsync(last.Id, _end.Token) is not { } found) continue;
            var reading = EvidenceReader.Read(new MemoryStream(found.Content), sender.Key, cancellation: _end.Token);
            await _pushed.WatchOf(TargetOf(sender), Settings.Push, sender.LastAt).RestoreAsync(reading, sender.LastAt, _end.Token);
        }
    }

    private static string WhyNot(Reading reading) => reading.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Fatal) is { } fatal
        ? fatal.Message
        : $"expected goroutines or races, found {reading.Format}: send a goroutine profile, a traceback, a crash or a race report";

    private MonitoredTarget TargetOf(PushedInstance sender) => new()
    {
        Key = sender.Key,
        Labels = LabelSet.Empty.With(
        [
            KeyValuePair.Create(LabelNames.Job, sender.Service),
            KeyValuePair.Create(LabelNames.Instance, sender.Instance),
            KeyValuePair.Create(LabelNames.Version, sender.Version),
        ]),
        Asked = null,
        Interval = Settings.Schedule.Interval,
        AllowStop = TimeSpan.Zero,
    };
}
