using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Schedule;

/// <summary>What somebody wants of a target beside the clock.</summary>
internal sealed partial class TargetWatch
{
    /// <summary>Takes all that can be had within the stop allowed, and keeps it.</summary>
    /// <exception cref="Collectors.TargetException">The target cannot be asked.</exception>
    public async Task<ImmutableArray<StoredSnapshot>> LookNowAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            _probe ??= new(Target.Asked!, services.Time);
            var hours = await services.Store.HistoryAsync(Verdicts.HistoryWindow.Hours.QueryOf(Target.Key, Now), cancellation);
            return await LookDeeplyAsync(SnapshotReason.Request, hours, cancellation);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Takes in evidence that was sent: counts, judges and keeps it.</summary>
    /// <param name="reading">With goroutines or races in it.</param>
    public async Task<(StoredSnapshot Snapshot, Report Report)> TakeAsync(Reading reading, byte[] content, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var at = Now;
            var moments = Diagnosis.MomentsOf([reading]);
            var hours = await services.Store.HistoryAsync(Verdicts.HistoryWindow.Hours.QueryOf(Target.Key, at), cancellation);
            if (moments is [.., var last]) services.Samples.Add(new(Target.Key, at, last.Snapshots[0].Total, CountsOf(last)));
            var report = Show(moments, reading, hours, at);
            var (kind, total) = moments is [.., var shown] ? (SnapshotKinds.WordOf(shown.Snapshots[^1].Kind), shown.Snapshots[^1].Total) : (SnapshotKinds.Races, 0);
            var snapshot = new StoredSnapshot(0, Target.Key, at, kind, SnapshotReason.Pushed, total, content.Length);
            return (snapshot with { Id = await services.Store.KeepAsync(snapshot, content, cancellation) }, report);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Is again as it was after evidence that was sent before this process began.</summary>
    public async Task RestoreAsync(Reading reading, DateTimeOffset at, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var hours = await services.Store.HistoryAsync(Verdicts.HistoryWindow.Hours.QueryOf(Target.Key, at), cancellation);
            // What came in the meantime is newer.
            if (_state.LookedAt is null) Show(Diagnosis.MomentsOf([reading]), reading, hours, at);
        }
        finally
        {
            Release();
        }
    }

    private Report Show(IReadOnlyList<Moment> moments, Reading reading, History hours, DateTimeOffset at)
    {
        if (moments is [.., var last])
        {
            _state = _state with { Goroutines = last.Snapshots[0].Total, GoVersion = last.Snapshots[0].GoVersion ?? _state.GoVersion, Counts = new SiteCounts(CountsOf(last)) };
        }
        // What silence means is read off the evidence: a crash is no running service.
        var report = Verdicts.LiveVerdict.Of(moments, [reading], hours, at, services.Diagnosis with { Context = null });
        _state = _state with { LookedAt = at, Problem = null, Failures = 0, Findings = _held.With(report.Findings, _state.Counts) };
        return report;
    }

    private ImmutableArray<SiteCount> CountsOf(Moment moment) => services.Sites.CountsOf(moment.Snapshots[0], services.Schedule.SitesPerTarget).Sites;
}
