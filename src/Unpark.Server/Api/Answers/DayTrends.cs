using System.Collections.Concurrent;
using System.Collections.Immutable;
using Unpark.Monitor;
using Unpark.Monitor.Store;

namespace Unpark.Server.Api.Answers;

/// <summary>How the goroutines of each service were over the last day. Read off the store beside the requests: an overview of a thousand services must not wait for it.</summary>
internal sealed class DayTrends(FleetMonitor monitor) : IAsyncDisposable
{
    private const int Points = 95;

    /// <summary>Reading trends is to take less than this part of the time.</summary>
    private const int ShareOfTime = 20;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, TrendAnswer> _trends = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>What is read so far, and the count of now behind it.</summary>
    public TrendAnswer Of(ServiceState service)
    {
        var past = _trends.GetValueOrDefault(service.Name, TrendAnswer.Empty);
        if (service.Up == 0) return past;
        return new(past.Times.Add(monitor.Time.GetUtcNow().ToUnixTimeSeconds()), past.Totals.Add(service.Goroutines));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            var began = monitor.Time.GetTimestamp();
            try
            {
                foreach (var service in monitor.Services.Concat(monitor.PastServices)) _trends[service.Name] = await ReadAsync(service);
            }
            catch (StoreException)
            {
                // The monitor tells of it; what was read before stays.
            }
            var pause = monitor.Time.GetElapsedTime(began) * ShareOfTime;
            await Task.Delay(pause > ShortestPause ? pause : ShortestPause, monitor.Time, _end.Token);
        }
    }

    private async Task<TrendAnswer> ReadAsync(ServiceState service)
    {
        var now = monitor.Time.GetUtcNow();
        var sum = new SummedHistory(new(now.AddDays(-1), now), Points, _ => "");
        foreach (var instance in service.Instances)
        {
            sum.Add(await monitor.Store.HistoryAsync(new(instance.Target.Key, now.AddDays(-1), now, Points) { OnlyTotals = true }, _end.Token));
        }
        return new(sum.Times, sum.Totals.Highest);
    }
}
