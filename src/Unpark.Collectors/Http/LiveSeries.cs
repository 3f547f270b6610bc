namespace Unpark.Collectors.Http;

/// <summary>A series after its first moment: counts often, profiles as often as they stay cheap, and a last profile at the end.</summary>
internal sealed class LiveSeries(LiveLook look, TimeProvider time, TimeSpan length, IProgress<string>? progress, CancellationToken cancellation)
{
    private const int CountsPerSeries = 60, ProfilesPerSeries = 10, FewestProfiles = 6;

    /// <summary>A profile costs the program garbage, and a core while it is written: at most this part of its time.</summary>
    private const int ShareOfTime = 20;

    /// <summary>The same, when the series would otherwise be too short to tell a trend.</summary>
    private const int LargestShareOfTime = 4;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    /// <param name="took">The profile of the first moment.</param>
    public async Task RunAsync(TimeSpan took)
    {
        var began = time.GetTimestamp();
        var pause = Longer(length / CountsPerSeries, ShortestPause);
        var nextProfile = Spacing(took);
        while (time.GetElapsedTime(began) + pause < length)
        {
            await Task.Delay(pause, time, cancellation);
            var elapsed = time.GetElapsedTime(began);
            progress?.Report($"{Words.Of(elapsed)} of {Words.Of(length)}");
            if (elapsed < nextProfile) await look.CountAsync();
            else nextProfile = elapsed + Spacing(await look.TakeCheapMomentAsync());
        }
        await Task.Delay(Longer(length - time.GetElapsedTime(began), TimeSpan.Zero), time, cancellation);
        await look.TakeCheapMomentAsync();
    }

    private TimeSpan Spacing(TimeSpan took)
    {
        var kind = Longer(length / ProfilesPerSeries, took * ShareOfTime);
        var least = Longer(length / FewestProfiles, took * LargestShareOfTime);
        return kind < least ? kind : least;
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
