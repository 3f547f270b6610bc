using System.Collections.Immutable;
using Unpark.Collectors;
using Unpark.Collectors.Http;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Model.Profiles;
using Unpark.Monitor.Store;
using Unpark.Monitor.Targets;
using Unpark.Monitor.Verdicts;

namespace Unpark.Monitor.Schedule;

/// <summary>One target over time: looks at it, counts, judges, and takes a dump when there is reason to.</summary>
/// <remarks>Looks follow each other; <see cref="State"/> may be read by anybody.</remarks>
internal sealed partial class TargetWatch(MonitoredTarget target, WatchServices services) : IDisposable
{
    /// <summary>A count above twice the usual, and this, is worth a dump.</summary>
    private const int LeastSpike = 100;

    /// <summary>After so many evaluation intervals a target is judged though nothing is new, and by the window of days, too.</summary>
    private const int JudgedAtLeastEvery = 30;

    private readonly HeldFindings _held = new();
    private readonly HashSet<string> _explained = new(StringComparer.Ordinal);
    private volatile MonitoredTarget _target = target;
    private TargetState _state = new() { Target = target };
    private TargetProbe? _probe;
    private readonly Novelty _novelty = new();
    private readonly SemaphoreSlim _gate = new(1);
    private DateTimeOffset? _evaluatedAt, _daysJudgedAt, _keptAt;
    private volatile bool _retired, _isOther;

    /// <summary>Of the last look.</summary>
    public TargetState State => _state is var state && ReferenceEquals(state.Target, _target) ? state : state with { Target = _target };

    public bool IsLooking => _gate.CurrentCount == 0;

    private MonitoredTarget Target => _target;

    private DateTimeOffset Now => services.Time.GetUtcNow();

    /// <summary>It is asked in another way, or has other labels, from now on.</summary>
    public void Become(MonitoredTarget other)
    {
        _isOther |= other.Asked != Target.Asked;
        _target = other;
    }

    /// <returns>Looks in a row that failed.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        if (_retired || !await _gate.WaitAsync(TimeSpan.Zero, CancellationToken.None)) return _state.Failures;
        try
        {
            if (_isOther) Forget();
            _isOther = false;
            _probe ??= new(Target.Asked!, services.Time);
            var look = await _probe.LookAsync(cancellation);
            _state = _state with { LookedAt = look.At, Goroutines = look.Total, Problem = null, Failures = 0 };
            if (look.Profile is { } profile) await TakeInAsync(look, profile, cancellation);
        }
        catch (TargetException e)
        {
            _state = _state with { LookedAt = Now, Problem = e.Message, Failures = _state.Failures + 1 };
            Forget();
        }
        catch (StoreException e)
        {
            services.StoreFailed(e);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // One odd profile must not end the watch of its target, nor that of any other.
            _state = _state with { LookedAt = Now, Problem = $"{Target.Key}: this is a fault in unpark, please report it: {e}", Failures = _state.Failures + 1 };
            Forget();
        }
        finally
        {
            Release();
        }
        return _state.Failures;
    }

    /// <summary>Nobody asks for it any more; a look that is under way ends first.</summary>
    public void Retire()
    {
        _retired = true;
        if (_gate.Wait(TimeSpan.Zero)) Release();
    }

    public void Dispose() => Forget();

    private void Release()
    {
        if (_retired) Forget();
        _gate.Release();
    }

    private async Task TakeInAsync(Look look, LookProfile profile, CancellationToken cancellation)
    {
        var (sites, goVersion) = services.Sites.CountsOf(profile.Moment.Snapshots[0], services.Schedule.SitesPerTarget);
        services.Samples.Add(new(Target.Key, look.At, look.Total, sites));
        _state = _state with
        {
            GoVersion = goVersion ?? _state.GoVersion,
            Counts = new SiteCounts(sites),
        };
        if (services.Retention.SnapshotInterval.HasPassed(_keptAt, look.At))
        {
            _keptAt = look.At;
            await services.Store.KeepAsync(new(0, Target.Key, look.At, "goroutine profile", SnapshotReason.Clock, look.Total, 0), profile.Body, cancellation);
        }
        if (IsToBeJudged(look, sites)) await EvaluateAsync(look, profile, sites, cancellation);
    }

    private bool IsToBeJudged(Look look, ImmutableArray<SiteCount> sites)
    {
        var interval = services.Schedule.EvaluationInterval;
        if (!interval.HasPassed(_evaluatedAt, look.At)) return false;
        var isDue = !_state.Findings.IsEmpty || (JudgedAtLeastEvery * interval).HasPassed(_evaluatedAt, look.At) || _novelty.IsIn(look.Total, sites);
        return isDue && services.Judging.TryBegin();
    }

    private async Task EvaluateAsync(Look look, LookProfile profile, ImmutableArray<SiteCount> sites, CancellationToken cancellation)
    {
        var began = services.Time.GetTimestamp();
        _evaluatedAt = look.At;
        _novelty.Judged(look.Total, sites);
        var hours = await services.Store.HistoryAsync(HistoryWindow.Hours.QueryOf(Target.Key, look.At), cancellation);
        _daysJudgedAt ??= look.At;
        if ((JudgedAtLeastEvery * services.Schedule.EvaluationInterval).HasPassed(_daysJudgedAt, look.At))
        {
            _daysJudgedAt = look.At;
            var days = await services.Store.HistoryAsync(HistoryWindow.Days.QueryOf(Target.Key, look.At), cancellation);
            _held.Hold(Judge([profile.Moment], [profile.Reading], days, look.At));
        }
        var seen = Judge([profile.Moment], [profile.Reading], hours, look.At);
        _state = _state with { Findings = _held.With(seen, _state.Counts) };
        services.Judging.Spend(services.Time.GetElapsedTime(began));
        if (ReasonToLookDeeply(look, hours) is { } reason && services.DeepLooks.TryTake(Target, services.Schedule.DeepLookInterval, look.At)) await LookDeeplyAsync(reason, hours, cancellation);
    }

    private ImmutableArray<Finding> Judge(IReadOnlyList<Moment> moments, IReadOnlyList<Reading> readings, History history, DateTimeOffset now) =>
        LiveVerdict.Of(moments, readings, history, now, services.Diagnosis).Findings;

    private SnapshotReason? ReasonToLookDeeply(Look look, History hours)
    {
        if (_state.Findings.Any(finding => !_explained.Contains(finding.Fingerprint))) return SnapshotReason.Finding;
        return HistoryWindow.MedianOf(hours.Totals.Lowest) is { } usual && look.Total > Math.Max(2 * usual, usual + LeastSpike) ? SnapshotReason.Spike : null;
    }

    private async Task<ImmutableArray<StoredSnapshot>> LookDeeplyAsync(SnapshotReason reason, History hours, CancellationToken cancellation)
    {
        var taken = new List<TakenProfile>();
        var collection = await _probe!.LookDeeplyAsync(Target.AllowStop, taken.Add, cancellation);
        var at = Now;
        _held.Hold(Judge(collection.Moments, collection.Readings, hours, at));
        _state = _state with { Findings = _held.With(_state.Findings, _state.Counts), DeepLookAt = at };
        foreach (var finding in _state.Findings) _explained.Add(finding.Fingerprint);
        var kept = ImmutableArray.CreateBuilder<StoredSnapshot>();
        foreach (var profile in Worthy(taken)) kept.Add(await KeepAsync(profile, reason, at, cancellation));
        return kept.DrainToImmutable();
    }

    // The leak profile is asked for twice: the second answer is whole.
    private static IEnumerable<TakenProfile> Worthy(List<TakenProfile> taken) =>
        taken.Where(profile => profile.Snapshot is not null).GroupBy(profile => profile.Snapshot!.Kind).Select(same => same.Last());

    private async Task<StoredSnapshot> KeepAsync(TakenProfile profile, SnapshotReason reason, DateTimeOffset at, CancellationToken cancellation)
    {
        var snapshot = profile.Snapshot!;
        var kept = new StoredSnapshot(0, Target.Key, at, SnapshotKinds.WordOf(snapshot.Kind), reason, snapshot.Total, profile.Body.Length);
        kept = kept with { Id = await services.Store.KeepAsync(kept, profile.Body, cancellation) };
        if (snapshot.Kind == EvidenceKind.Traceback)
        {
            var happened = new MonitorEvent(at, EventKind.DumpKept, Target.Service, Target.Key, $"{Target.Key}: a traceback of {Verdict.Count(snapshot.Total, "goroutine")} was taken and kept");
            services.Happened(happened);
            await services.Store.AddAsync(happened, cancellation);
        }
        return kept;
    }

    private void Forget()
    {
        _probe?.Dispose();
        _probe = null;
    }
}
