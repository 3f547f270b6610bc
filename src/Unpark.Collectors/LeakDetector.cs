using System.Collections.Immutable;
using Unpark.Analysis.Series;
using Unpark.Collectors.Http;
using Unpark.Knowledge.Profiles;
using Unpark.Model;

namespace Unpark.Collectors;

/// <summary>Tells which goroutines a piece of work left behind in a running Go program: a baseline before it, a check after it.</summary>
/// <remarks>
/// A check looks again until nothing is left, until what is left stays the same over several looks and does nothing that could end by
/// itself, or until its patience is over; it never sleeps a fixed time. The goroutines that serve its own requests are left out.
/// <code>
/// using var detector = await LeakDetector.TakeBaselineAsync("http://localhost:6060");
/// await PlaceOrdersAsync(100);
/// var check = await detector.CheckAsync();
/// Assert.False(check.HasLeaks, check.ToString());
/// </code>
/// </remarks>
public sealed class LeakDetector : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromSeconds(1);

    private readonly PprofClient _pprof;
    private readonly LeakDetectorOptions _options;
    private readonly GoroutineBaseline _profile;
    private readonly GoroutineBaseline? _traceback;
    private readonly double _bytesPerGoroutine;

    private LeakDetector(PprofClient pprof, LeakDetectorOptions options, Snapshot profile, Snapshot? traceback)
    {
        (_pprof, _options) = (pprof, options);
        _profile = GoroutineBaseline.Of(profile);
        _traceback = traceback is null ? null : GoroutineBaseline.Of(traceback);
        _bytesPerGoroutine = (double)ProfileCosts.TracebackBytes(profile) / Math.Max(1, profile.Total);
    }

    /// <param name="address">As on the command line: "http://host:6060", "host:6060", "unix:/run/app.sock".</param>
    /// <exception cref="ArgumentException">It is no address.</exception>
    /// <exception cref="TargetException">The target cannot be asked; the message says why and what to try.</exception>
    public static Task<LeakDetector> TakeBaselineAsync(string address, LeakDetectorOptions? options = null, CancellationToken cancellation = default) =>
        Target.TryParse(address, out var target, out var error)
            ? TakeBaselineAsync(target, options, cancellation)
            : throw new ArgumentException(error, nameof(address));

    /// <exception cref="TargetException">The target cannot be asked; the message says why and what to try.</exception>
    public static async Task<LeakDetector> TakeBaselineAsync(Target target, LeakDetectorOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= LeakDetectorOptions.Default;
        var pprof = new PprofClient(target, ReaderLimits.Default, options.Time);
        try
        {
            await pprof.IndexAsync(cancellation);
            var profile = await TakeAsync(pprof, "", "a goroutine profile", cancellation);
            var fits = ProfileCosts.TracebackStop(profile.Total, ProfileCosts.TracebackBytes(profile)) <= options.AllowStop;
            return new(pprof, options, profile, fits ? await TakeAsync(pprof, "?debug=2", "a traceback", cancellation) : null);
        }
        catch
        {
            pprof.Dispose();
            throw;
        }
    }

    /// <summary>What is there now and was not there at the baseline, once the program has settled. May be asked again and again.</summary>
    /// <exception cref="TargetException">The target cannot be asked any more.</exception>
    public async Task<LeakCheck> CheckAsync(CancellationToken cancellation = default)
    {
        var began = _options.Time.GetTimestamp();
        var (seen, unchanged, pause) = ("", 0, FirstPause);
        for (var looks = 1; ; looks++)
        {
            var (added, byCounts) = await LookAsync(cancellation);
            var leaks = added.Where(one => one.Expected is null).ToList();
            var now = string.Join('\n', leaks.Select(IdentityOf));
            (unchanged, pause) = now == seen ? (unchanged + 1, pause * 2) : (0, FirstPause);
            seen = now;

            var settled = leaks.Count == 0 || (unchanged >= _options.UnchangedLooks && !leaks.Exists(leak => leak.MayEndByItself));
            var took = _options.Time.GetElapsedTime(began);
            if (settled || took >= _options.Patience)
            {
                return new LeakCheck
                {
                    Leaks = [.. leaks],
                    Expected = [.. added.Where(one => one.Expected is not null)],
                    Settled = settled,
                    ByCountsBecause = byCounts,
                    Looks = looks,
                    Took = took,
                };
            }
            await Task.Delay(pause < LongestPause ? pause : LongestPause, _options.Time, cancellation);
        }
    }

    public void Dispose() => _pprof.Dispose();

    private async Task<(ImmutableArray<NewGoroutines> Added, string? ByCounts)> LookAsync(CancellationToken cancellation)
    {
        var counted = (await _pprof.IndexAsync(cancellation))?.Page.Goroutines;
        if (_traceback is null || counted is null || !Fits(counted.Value))
        {
            var profile = await TakeAsync(_pprof, "", "a goroutine profile", cancellation);
            if (_traceback is null || !Fits(profile.Total)) return (_profile.NewIn(profile), WhyByCounts(profile.Total));
        }
        return (_traceback.NewIn(await TakeAsync(_pprof, "?debug=2", "a traceback", cancellation)), null);
    }

    private string WhyByCounts(long goroutines) => _traceback is null && Fits(goroutines)
        ? "the baseline was too large for a traceback"
        : $"a traceback would stop the program for about {Words.Of(StopFor(goroutines))} ({Words.Of(goroutines)} goroutines); the budget is {Words.Of(_options.AllowStop)}";

    private bool Fits(long goroutines) => StopFor(goroutines) <= _options.AllowStop;

    private TimeSpan StopFor(long goroutines) => ProfileCosts.TracebackStop(goroutines, (long)(_bytesPerGoroutine * goroutines));

    private static async Task<Snapshot> TakeAsync(PprofClient pprof, string query, string kind, CancellationToken cancellation)
    {
        var taken = await pprof.TakeAsync(PprofEndpoints.Goroutine + query, kind, TimeSpan.Zero, cancellation);
        return taken.Snapshot ?? throw new TargetException(pprof.Target.Name, $"expected {kind}, found {taken.Reading.Format}");
    }

    private static string IdentityOf(NewGoroutines one) => $"{one} {string.Join(',', one.Ids)}";
}
