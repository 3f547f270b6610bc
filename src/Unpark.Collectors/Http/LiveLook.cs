using System.Globalization;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Collectors.Http;

/// <summary>One live look, step by step, and what it has gathered so far.</summary>
internal sealed class LiveLook(PprofClient pprof, CollectOptions options, IProgress<string>? progress, CancellationToken cancellation)
{
    private readonly StopBudget _budget = new(options.AllowStop);
    private readonly List<Moment> _moments = [];
    private readonly List<Reading> _readings = [];
    private readonly List<GoroutineCount> _counts = [];
    private readonly List<Omission> _leftOut = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private IndexPage? _index;

    /// <exception cref="TargetException">Nothing could be had.</exception>
    public async Task<Collection> TakeAsync()
    {
        try
        {
            if (pprof.Target.Profile is { } named) await TakeNamedAsync(named);
            else await TakeMomentsAsync();
        }
        catch (TargetException e) when (_readings.Count > 0)
        {
            _diagnostics.Add(e.ToDiagnostic(fatal: false));
        }
        return new Collection
        {
            Moments = [.. _moments],
            Readings = [.. _readings],
            Counts = [.. _counts],
            LeftOut = [.. _leftOut],
            Diagnostics = [.. _diagnostics],
        };
    }

    // Ages first, proof second: from the leak profile on, tracebacks print "(leaked)" in the place of the minutes.
    private async Task TakeMomentsAsync()
    {
        var took = await TakeCheapMomentAsync();
        if (options.For > TimeSpan.Zero) await new LiveSeries(this, pprof.Time, options.For, progress, cancellation).RunAsync(took);
        var profile = _moments[^1].Snapshots[0];
        if (await TryTakeTracebackAsync(profile) is { } traceback) Join(traceback);
        if (await TryTakeLeakProfileAsync() is { } leaked) Join(leaked);
    }

    /// <summary>Count and protobuf profile, which do not stop the program: a new moment.</summary>
    /// <returns>How long the program worked on the profile.</returns>
    public async Task<TimeSpan> TakeCheapMomentAsync()
    {
        var counted = await CountAsync();
        var taken = await TakeProfileAsync(ProfileCosts.ProfileCall(counted ?? 0));
        var snapshot = taken.Snapshot ?? throw new TargetException(taken.Reading.Source, $"expected a goroutine profile, found {taken.Reading.Format}");
        _readings.Add(taken.Reading);
        _moments.Add(new Moment([snapshot]) { CountedByProgram = counted });
        return taken.Took;
    }

    /// <summary>What the program counts, from the index page; null where it serves none.</summary>
    public async Task<long?> CountAsync()
    {
        if (_moments.Count > 0 && _index is null) return null;
        if (await pprof.IndexAsync(cancellation) is not var (page, at)) return null;
        _index = page;
        if (page.Goroutines is { } count)
        {
            progress?.Report($"{Words.Of(count, "goroutine")}");
            _counts.Add(new(at, count));
        }
        return page.Goroutines;
    }

    private async Task<TakenProfile> TakeProfileAsync(TimeSpan expected)
    {
        const int MaxTries = 4;
        for (var attempt = 1; ; attempt++)
        {
            var taken = await pprof.TakeAsync(PprofEndpoints.Goroutine, "a goroutine profile", expected, cancellation);
            if (taken.Snapshot is not { } snapshot || !LostGoroutine.IsIn(snapshot)) return taken;
            if (attempt == MaxTries)
            {
                _diagnostics.Add(new(taken.Reading.Source, null, $"lacks one goroutine of the program, as Go up to 1.24 does at times; asked for {MaxTries} times, the last answer is kept"));
                return taken;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(20), pprof.Time, cancellation);
        }
    }

    private async Task<Reading?> TryTakeTracebackAsync(Snapshot profile)
    {
        const string What = "traceback (debug=2)";
        var (goroutines, bytes) = (profile.Total, ProfileCosts.TracebackBytes(profile));
        var stop = ProfileCosts.TracebackStop(goroutines, bytes);
        var fits = _budget.TrySpend(stop);
        if (!fits && !options.Traceback)
        {
            var cut = bytes > ProfileCosts.MostTracebackBytes ? ", and it would be cut at 64 MiB" : "";
            Omit(What, $"it would stop the program for about {Words.Of(stop)} ({Words.Of(goroutines)} goroutines{cut}); the budget is {Words.Of(_budget.Allowed)}", _budget.Flag(stop));
            return null;
        }
        progress?.Report($"traceback of {Words.Of(goroutines, "goroutine")}: stops the program for about {Words.Of(stop)}");
        return await TryTakeAsync(What, PprofEndpoints.Goroutine + "?debug=2", "a traceback", 2 * stop);
    }

    // With more than one P the first answer misses leaks now and then; the second is whole.
    private async Task<Reading?> TryTakeLeakProfileAsync()
    {
        const string What = "leak profile", Profile = PprofEndpoints.GoroutineLeak;
        if (_index is { } index && !index.Has(Profile))
        {
            Omit(What, $"the program {AnswerFailure.NoSuchProfile(Profile)}", null);
            return null;
        }
        var moment = _moments[^1];
        var once = ProfileCosts.LeakProfileStop(moment.Snapshots[0].Total, LockWaiters.PerLock(moment.Snapshots[^1]));
        if (!_budget.TrySpend(2 * once))
        {
            Omit(What, $"it would stop the program for about {Words.Of(2 * once)} ({LeakCause(moment)}); the budget is {Words.Of(_budget.Allowed)}", _budget.Flag(2 * once));
            return null;
        }
        progress?.Report("leak profile, twice: the runtime looks for goroutines that nothing can wake");
        return await TryTakeAsync(What, Profile, "a leak profile", 2 * once) is null
            ? null
            : await TryTakeAsync(What, Profile, "a leak profile", 2 * once);
    }

    private static string LeakCause(Moment moment)
    {
        var queue = LockWaiters.PerLock(moment.Snapshots[^1]).DefaultIfEmpty().Max();
        var total = $"{Words.Of(moment.Snapshots[0].Total)} goroutines";
        return queue > 1 ? $"{total}, {Words.Of(queue)} of them on one lock" : total;
    }

    private async Task<Reading?> TryTakeAsync(string what, string profile, string kind, TimeSpan expected)
    {
        try
        {
            return (await pprof.TakeAsync(profile, kind, expected, cancellation)).Reading;
        }
        catch (TargetException e) when (e.IsAbsent)
        {
            Omit(what, e.Sentence, null);
        }
        catch (TargetException e) when (!e.MayStillWork)
        {
            _diagnostics.Add(e.ToDiagnostic(fatal: false));
        }
        return null;
    }

    private async Task TakeNamedAsync(string profile)
    {
        var seconds = SecondsIn(profile);
        progress?.Report(seconds > 0 ? $"{profile}: the program answers after {seconds:0} s" : profile);
        if (profile.StartsWith(PprofEndpoints.GoroutineLeak, StringComparison.Ordinal) && seconds == 0) await pprof.TakeNamedAsync(profile, TimeSpan.Zero, cancellation);
        var taken = await pprof.TakeNamedAsync(profile, TimeSpan.FromSeconds(seconds), cancellation);
        _readings.Add(taken.Reading);
        if (!taken.Reading.Snapshots.IsEmpty) _moments.Add(new Moment(taken.Reading.Snapshots));
    }

    // "profile?seconds=30": the program collects for so long before it answers.
    private static double SecondsIn(string profile)
    {
        const string Key = "seconds=";
        var part = profile[(profile.IndexOf('?') + 1)..].Split('&').FirstOrDefault(part => part.StartsWith(Key, StringComparison.Ordinal));
        return double.TryParse(part?[Key.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e6 ? seconds : 0;
    }

    private void Join(Reading reading)
    {
        _readings.Add(reading);
        _moments[^1] = _moments[^1] with { Snapshots = _moments[^1].Snapshots.AddRange(reading.Snapshots) };
    }

    private void Omit(string what, string why, string? howToGet) => _leftOut.Add(new(what, why, howToGet));
}
