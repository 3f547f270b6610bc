using Unpark.Collectors;
using Unpark.Collectors.Http;
using Unpark.Knowledge.Profiles;
using Unpark.Model;

namespace Unpark.Monitor.Schedule;

/// <summary>Asks one target, at the least cost to it.</summary>
internal sealed class TargetProbe(Target target, TimeProvider time) : IDisposable
{
    /// <summary>A profile costs the target garbage, and a core while it is written: at most this part of its time.</summary>
    private const int ShareOfTime = 100;

    private readonly PprofClient _pprof = new(target, ReaderLimits.Default, time);
    private readonly long _began = time.GetTimestamp();
    private TimeSpan _nextProfile;

    /// <summary>The protobuf profile, which hardly stops the program; the mere number where profiles have become expensive.</summary>
    /// <exception cref="TargetException">The target cannot be asked.</exception>
    public async Task<Look> LookAsync(CancellationToken cancellation)
    {
        // The monitor's own time: clocks of programs differ.
        var at = time.GetUtcNow();
        if (time.GetElapsedTime(_began) < _nextProfile && await _pprof.IndexAsync(cancellation) is { Page.Goroutines: { } count }) return new(at, count, null);
        var taken = await _pprof.TakeAsync(PprofEndpoints.Goroutine, "a goroutine profile", TimeSpan.Zero, cancellation);
        var snapshot = taken.Snapshot ?? throw new TargetException(target.Name, $"expected a goroutine profile, found {taken.Reading.Format}");
        _nextProfile = time.GetElapsedTime(_began) + (taken.Took * (ShareOfTime - 1));
        return new(at, snapshot.Total, new(new([snapshot]), taken.Reading, taken.Body));
    }

    /// <summary>All that can be had within the stop allowed: traceback and leak profile too.</summary>
    /// <param name="taken">Told of each profile as it comes.</param>
    /// <exception cref="TargetException">Nothing could be had.</exception>
    public async Task<Collection> LookDeeplyAsync(TimeSpan allowStop, Action<TakenProfile> taken, CancellationToken cancellation)
    {
        _pprof.Taken = taken;
        try
        {
            return await new LiveLook(_pprof, new() { AllowStop = allowStop }, null, cancellation).TakeAsync();
        }
        finally
        {
            _pprof.Taken = null;
        }
    }

    public void Dispose() => _pprof.Dispose();
}
