using Unpark.Monitor;

namespace Unpark.Tests.Monitor;

/// <summary>Moves the clock of a monitor and waits for what it does then.</summary>
internal static class Looks
{
    /// <summary>Half a minute and a look at each target, so many times; services are judged after each.</summary>
    /// <param name="settled">What is waited for before the clock goes on; null: every look that is due has ended. Time that goes on too soon is silence for a target.</param>
    public static async Task MakeAsync(FleetMonitor monitor, ManualTime time, int looks, Func<Task> meanwhile, Func<bool>? settled = null)
    {
        for (var i = 0; i < looks; i++)
        {
            await meanwhile();
            for (var second = 0; second < 30; second += 5)
            {
                time.Advance(TimeSpan.FromSeconds(5));
                await UntilAsync(settled ?? (() => monitor.IsIdle), monitor, time);
            }
            await monitor.JudgeAsync(CancellationToken.None);
        }
    }

    // What runs beside the test tells nobody when it is done; a timer that was set while the clock moved wants it to move a little further.
    /// <param name="step">Of the clock, between two questions; null: a millisecond, and more where that is not enough: a timer may want five seconds.</param>
    public static async Task UntilAsync(Func<bool> reached, FleetMonitor monitor, ManualTime time, TimeSpan? step = null)
    {
        for (var waited = 0; !reached(); waited++)
        {
            Assert.True(waited < 3000, string.Join('\n', [.. monitor.Problems, monitor.Figures.ToString(), .. monitor.Targets.Select(target => target.ToString())]));
            await Task.Delay(20);
            time.Advance(step ?? TimeSpan.FromMilliseconds(waited < 100 ? 1 : 10));
        }
    }
}
