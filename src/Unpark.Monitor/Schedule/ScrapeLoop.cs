using Unpark.Monitor.Settings;

namespace Unpark.Monitor.Schedule;

/// <summary>Takes targets when they are due and looks at them, so many at a time; the longest due first when all workers are busy.</summary>
internal sealed class ScrapeLoop : IAsyncDisposable
{
    private readonly ScrapeSchedule _schedule;
    private readonly Func<DueTarget, CancellationToken, Task<int>> _look;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly CancellationTokenSource _end = new();
    private readonly LookFigures _figures = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ScheduleSettings _settings;
    private int _busy;
    private Task _loop = Task.CompletedTask;

    /// <param name="look">Looks at a target and says how often in a row it has failed; what it throws counts as a failure.</param>
    public ScrapeLoop(ScrapeSchedule schedule, ScheduleSettings settings, Func<DueTarget, CancellationToken, Task<int>> look, TimeProvider time)
    {
        (_schedule, _settings, _look, _time) = (schedule, settings, look, time);
        _began = time.GetTimestamp();
    }

    public TimeSpan Now => _time.GetElapsedTime(_began);

    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Other targets or settings: what is due next may be sooner.</summary>
    public void Wake(ScheduleSettings? settings = null)
    {
        _settings = settings ?? _settings;
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public ScheduleFigures Figures() => _figures.Read(_schedule.Missed, Volatile.Read(ref _busy), _settings.Workers);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await AllEndedAsync();
        _end.Dispose();
    }

    private async Task AllEndedAsync()
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (Volatile.Read(ref _busy) == 0) return;
            await changed;
        }
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (TryTake(out var due)) _ = LookAsync(due);
            else await WaitAsync(changed);
        }
    }

    // Counted before it is taken: at no moment is a target neither due nor looked at.
    private bool TryTake(out DueTarget due)
    {
        due = default;
        if (Volatile.Read(ref _busy) >= _settings.Workers) return false;
        Interlocked.Increment(ref _busy);
        if (_schedule.TryTake(Now, out due)) return true;
        Interlocked.Decrement(ref _busy);
        return false;
    }

    // With all workers busy only one that ends makes a difference, and it wakes the loop.
    private async Task WaitAsync(Task changed)
    {
        var due = Volatile.Read(ref _busy) < _settings.Workers ? _schedule.NextDue : null;
        if (due is { } at && at <= Now) return;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        var pause = due is { } next ? Task.Delay(WholeMilliseconds(next - Now), _time, awake.Token) : Task.Delay(Timeout.Infinite, awake.Token);
        await Task.WhenAny(changed, pause);
        await awake.CancelAsync();
    }

    // Timers know no shorter time: cut down instead of up, the loop would run in circles for the rest of the millisecond.
    private static TimeSpan WholeMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, time.TotalMilliseconds)));

    private async Task LookAsync(DueTarget due)
    {
        // The loop goes on with the next one at once.
        await Task.Yield();
        var began = Now;
        var failures = 1;
        try
        {
            failures = await _look(due, _end.Token);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The monitor ends: nobody asks for this target again.
        }
        finally
        {
            _figures.Add(due.Late, Now - began, failures > 0);
            _schedule.GiveBack(due, failures, _settings.LongestBackOff, Now);
            Interlocked.Decrement(ref _busy);
            Wake();
        }
    }
}
