using Unpark.Collectors;
using Unpark.Collectors.Http;
using Unpark.Model;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Recordings;

/// <summary>Takes profiles of programs by the clock and keeps them as plain files.</summary>
/// <param name="told">One sentence about each recording, and about each that failed.</param>
public sealed class Recorder(IReadOnlyList<Target> targets, string folder, RecorderOptions options, Action<string> told)
{
    private readonly RecordingFolder _folder = new(folder);
    private ClockTrust? _clock;
    private long _tidiedAt;

    /// <returns>How many recordings were made.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var made = 0;
        SetClock();
        try
        {
            var due = options.Cron is null ? options.Time.GetUtcNow() : Next(options.Time.GetUtcNow());
            for (var round = 0; due is not null && (options.Rounds is null || round < options.Rounds); round++)
            {
                await WaitUntilAsync(due.Value, cancellation);
                made += (await Task.WhenAll(targets.Select(target => RecordAsync(target, cancellation)))).Sum();
                DeleteSurplus();
                due = Next(due.Value);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The usual end.
        }
        return made;
    }

    // Rounds that the last one was too slow for are left out, and the rhythm is kept.
    private DateTimeOffset? Next(DateTimeOffset due)
    {
        var now = options.Time.GetUtcNow();
        if (options.Cron is { } cron) return cron.After(now > due ? now : due);
        var missed = Math.Max(0, Math.Floor((now - due) / options.Every));
        return due + ((missed + 1) * options.Every);
    }

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken cancellation)
    {
        // A timer takes at most 49 days, and a cron expression may mean a year.
        for (var rest = due - options.Time.GetUtcNow(); rest > TimeSpan.Zero; rest = due - options.Time.GetUtcNow())
        {
            await Task.Delay(rest < TimeSpan.FromHours(1) ? rest : TimeSpan.FromHours(1), options.Time, cancellation);
        }
    }

    private async Task<int> RecordAsync(Target target, CancellationToken cancellation)
    {
        var at = options.Time.GetUtcNow();
        var taken = new List<TakenProfile>();
        try
        {
            using var pprof = new PprofClient(target, ReaderLimits.Default, options.Time) { Taken = taken.Add };
            await new LiveLook(pprof, new() { AllowStop = options.AllowStop }, null, cancellation).TakeAsync();
        }
        catch (TargetException e)
        {
            told(e.Message);
        }
        var kinds = taken.Where(profile => profile.Snapshot is not null).GroupBy(profile => profile.Snapshot!.Kind).Select(same => same.Last()).ToList();
        lock (_folder)
        {
            foreach (var profile in kinds) told(Keep(target, at, profile));
        }
        return kinds.Count;
    }

    private string Keep(Target target, DateTimeOffset at, TakenProfile profile)
    {
        var snapshot = profile.Snapshot!;
        var ending = snapshot.Kind == EvidenceKind.Traceback ? ".txt" : ".pb.gz";
        var kept = _folder.Add(target.Name, at, SnapshotKinds.WordOf(snapshot.Kind), snapshot.Total, ending, profile.Body);
        return $"{Path.Combine(folder, kept.File)}: {kept.Kind} of {Findings.Verdict.Count(kept.Goroutines, "goroutine")}";
    }

    private void DeleteSurplus()
    {
        var now = SetClock();
        _folder.Delete([.. _folder.Read().GroupBy(recording => (recording.Target, recording.Kind)).SelectMany(same => Thinning.Surplus(same, now, options.Keep))]);
    }

    // What is old is judged by a clock that may jump: before the first recording it is as late as the last one of an earlier run.
    private DateTimeOffset SetClock()
    {
        var (clock, began) = (options.Time.GetUtcNow(), options.Time.GetTimestamp());
        var passed = _clock is null ? TimeSpan.Zero : options.Time.GetElapsedTime(_tidiedAt, began);
        _clock = (_clock ?? new(_folder.Read() is [.., var newest] ? newest.At : clock, TimeSpan.Zero)).At(clock, passed);
        _tidiedAt = began;
        return _clock.Now;
    }
}
