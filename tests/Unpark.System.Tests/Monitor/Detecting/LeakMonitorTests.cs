using System.Collections.Concurrent;
using Unpark.Collectors;
using Unpark.Monitor.Detecting;
using Unpark.Tests.Http;

namespace Unpark.Tests.Monitor.Detecting;

public class LeakMonitorTests
{
    [GoFact]
    public async Task Above_the_threshold_one_traceback_is_written_to_a_file_with_its_time()
    {
        using var program = await TargetProgram.StartAsync();
        using var folder = new TestFolder();
        var dumps = new ConcurrentQueue<string>();
        await using var monitor = await LeakDetector.StartMonitor(program.Address, new()
        {
            Interval = TimeSpan.FromMilliseconds(100), Threshold = 50, DumpFolder = Path.Combine(folder.Path, "dumps"),
        });
        monitor.Dumped += dumps.Enqueue;
        await UntilAsync(() => monitor.State.Goroutines is not null, monitor);
        Assert.Empty(dumps);

        await program.DoAsync("leak?n=100");
        await UntilAsync(() => !dumps.IsEmpty, monitor);
        var looks = monitor.Fleet.Figures.Schedule.Looks;
        await UntilAsync(() => monitor.Fleet.Figures.Schedule.Looks > looks + 5, monitor);
        var file = Assert.Single(dumps);
        Assert.Matches(@"goroutines-\d{8}T\d{6}Z-1\d\d\.txt$", file);
        Assert.Equal(100, File.ReadAllText(file).Split("main.abandon(").Length - 1);
        Assert.Null(monitor.DumpProblem);
    }

    [GoFact]
    public async Task A_leak_is_told_with_its_line()
    {
        using var program = await TargetProgram.StartAsync();
        await using var monitor = await LeakDetector.StartMonitor($"http://{program.Address}", new() { Interval = TimeSpan.FromMilliseconds(200) });
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        monitor.Found += finding => found.TrySetResult(finding.Function);
        for (var i = 0; i < 300 && !found.Task.IsCompleted; i++)
        {
            await program.DoAsync("leak?n=2");
            await Task.WhenAny(found.Task, Task.Delay(200));
        }
        Assert.Equal("main.abandon", await found.Task.WaitAsync(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task What_is_no_address_is_the_callers_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() => LeakDetector.StartMonitor("no address"));

    private static async Task UntilAsync(Func<bool> reached, LeakMonitor monitor)
    {
        for (var waited = 0; !reached(); waited++)
        {
            Assert.True(waited < 3000, $"{monitor.State} {monitor.DumpProblem}");
            await Task.Delay(20);
        }
    }
}
