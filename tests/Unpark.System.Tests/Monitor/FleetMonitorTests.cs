using System.Collections.Concurrent;
using Unpark.Monitor;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;
using Unpark.Tests.Http;

namespace Unpark.Tests.Monitor;

public sealed class FleetMonitorTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly ConcurrentQueue<MonitorEvent> _events = [];

    [GoFact]
    public async Task A_leaking_instance_is_told_with_its_line_a_dump_is_kept_and_it_is_gone_after_the_fix()
    {
        using var leaking = await TargetProgram.StartAsync();
        using var healthy = await TargetProgram.StartAsync();
        await using var store = await OpenAsync();
        await using (var monitor = await StartAsync(store, $"- {{job_name: orders, static_configs: [{{targets: ['{leaking.Address}', '{healthy.Address}']}}]}}"))
        {
            await LooksAsync(monitor, 20, () => leaking.DoAsync("leak?n=5"));

            var told = Assert.Single(_events, one => one.Kind == EventKind.FindingAppeared);
            Assert.Equal("orders", told.Service);
            Assert.Contains($"on 1 of 2 instances: orders/{leaking.Address} has ", told.Text, StringComparison.Ordinal);
            var finding = Assert.Single(await store.FindingsAsync("orders"));
            Assert.Equal("main.abandon", finding.Function);
            Assert.Contains("main.go:", finding.Place, StringComparison.Ordinal);
            Assert.InRange(finding.PerHour!.Value, 300, 900);
            Assert.Empty(monitor.Target($"orders/{healthy.Address}")!.Findings);

            // One traceback, however long the leak goes on; the healthy program is never stopped.
            var kept = await store.SnapshotsAsync($"orders/{leaking.Address}", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
            Assert.Single(kept, snapshot => snapshot is { Kind: "traceback", Reason: SnapshotReason.Finding });
            Assert.Single((await leaking.LogAsync()).Asked, asked => asked == "goroutine?debug=2");
            Assert.DoesNotContain("goroutine?debug=2", (await healthy.LogAsync()).Asked);
        }

        // The next version has it no more.
        using var mended = await TargetProgram.StartAsync();
        await using (var monitor = await StartAsync(store, $"- {{job_name: orders, static_configs: [{{targets: ['{mended.Address}', '{healthy.Address}']}}]}}"))
        {
            await LooksAsync(monitor, 3, () => Task.CompletedTask);
            await monitor.DeployedAsync("orders", "v2", "note");
            await LooksAsync(monitor, 20, () => Task.CompletedTask);
            Assert.Single(_events, one => one.Kind == EventKind.FindingGone);
            Assert.StartsWith("orders: the new version fixed it: ", Assert.Single(_events, one => one.Kind == EventKind.DeploymentJudged).Text, StringComparison.Ordinal);
            Assert.False(Assert.Single(await store.FindingsAsync("orders")).IsThere);
        }
    }

    [GoFact]
    public async Task Counts_of_every_site_are_kept_and_go_on_after_a_restart()
    {
        using var program = await TargetProgram.StartAsync("-waiting=20");
        await using var store = await OpenAsync();
        for (var start = 0; start < 2; start++)
        {
            await using var monitor = await StartAsync(store, $"- {{job_name: a, static_configs: [{{targets: ['{program.Address}']}}]}}");
            await LooksAsync(monitor, 5, () => Task.CompletedTask);
        }
        var history = await store.HistoryAsync(new($"a/{program.Address}", _time.GetUtcNow().AddHours(-1), _time.GetUtcNow()));
        Assert.InRange(history.Times.Length, 10, 12);
        var waiting = history.Sites.Single(site => site.Site.Function == "main.receive");
        Assert.Equal("chan receive", waiting.Site.State);
        Assert.All(waiting.Counts.Lowest, count => Assert.Equal(20, count));
    }

    [GoFact]
    public async Task A_target_that_hangs_holds_nobody_up_and_is_told()
    {
        using var hanging = await TargetProgram.StartAsync("-mode=hang");
        using var program = await TargetProgram.StartAsync();
        await using var store = await OpenAsync();
        await using var monitor = await StartAsync(store, $"- {{job_name: a, static_configs: [{{targets: ['{hanging.Address}', '{program.Address}']}}]}}");
        for (var tries = 0; !_events.Any(one => one.Kind == EventKind.TargetDown) && tries < 1000; tries++)
        {
            await LooksAsync(monitor, 1, () => Task.CompletedTask, () => monitor.IsIdleBut($"a/{hanging.Address}"));
        }
        Assert.True(monitor.Target($"a/{program.Address}")!.IsUp);
        var state = monitor.Target($"a/{hanging.Address}")!;
        Assert.False(state.IsUp);
        Assert.Contains("said nothing for 10 s", state.Problem, StringComparison.Ordinal);
        var down = Assert.Single(_events, one => one.Kind == EventKind.TargetDown);
        Assert.Equal($"a/{hanging.Address}", down.Target);
    }

    [GoFact]
    public async Task Somebody_who_throws_when_told_ends_nothing()
    {
        using var program = await TargetProgram.StartAsync();
        await using var store = await OpenAsync();
        await using var monitor = await StartAsync(store, $"- {{job_name: a, static_configs: [{{targets: ['{program.Address}']}}]}}");
        monitor.Looked += _ => throw new InvalidOperationException("a fault of somebody else");
        await LooksAsync(monitor, 6, () => Task.CompletedTask);
        Assert.InRange(monitor.Figures.Schedule.Looks, 2, 6);
        Assert.True(monitor.Target($"a/{program.Address}")!.IsUp);
    }

    [GoFact]
    public async Task Settings_are_exchanged_without_losing_what_is_known()
    {
        using var first = await TargetProgram.StartAsync();
        using var second = await TargetProgram.StartAsync();
        await using var store = await OpenAsync();
        await using var monitor = await StartAsync(store, $"- {{job_name: a, static_configs: [{{targets: ['{first.Address}'], labels: {{version: v1}}}}]}}");
        await LooksAsync(monitor, 2, () => Task.CompletedTask);
        var before = monitor.Target($"a/{first.Address}")!.LookedAt;

        await monitor.ReloadAsync(Read($"- {{job_name: a, static_configs: [{{targets: ['{first.Address}', '{second.Address}'], labels: {{version: v2}}}}]}}"));
        Assert.Equal((before, "v2"), (monitor.Target($"a/{first.Address}")!.LookedAt, monitor.Target($"a/{first.Address}")!.Target.Version));
        await LooksAsync(monitor, 2, () => Task.CompletedTask);
        Assert.Equal(2, Assert.Single(monitor.Services).Up);
        await UntilAsync(() => _events.Count(one => one.Kind == EventKind.Deployed) == 1, monitor);
        Assert.Equal("v2", Assert.Single(await store.DeploymentsAsync("a")).Version);
    }

    public void Dispose() => _folder.Dispose();

    private Task<IMonitorStore> OpenAsync() => MonitorStore.OpenAsync(new() { Path = Path.Combine(_folder.Path, "unpark.db") }, _time);

    private async Task<FleetMonitor> StartAsync(IMonitorStore store, string jobs)
    {
        var monitor = await FleetMonitor.StartAsync(Read(jobs), store, new() { Time = _time });
        monitor.Happened += _events.Enqueue;
        return monitor;
    }

    private static MonitorSettings Read(string jobs)
    {
        var settings = SettingsReader.Read("scrape_configs:\n" + jobs, "unpark.yaml");
        Assert.Empty(settings.Errors);
        return settings;
    }

    private Task LooksAsync(FleetMonitor monitor, int looks, Func<Task> meanwhile, Func<bool>? settled = null) => Looks.MakeAsync(monitor, _time, looks, meanwhile, settled);

    private Task UntilAsync(Func<bool> reached, FleetMonitor monitor) => Looks.UntilAsync(reached, monitor, _time);
}
