using System.Collections.Concurrent;
using System.Net;
using Unpark.Monitor;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;
using Unpark.Tests.Http;

namespace Unpark.Tests.Monitor;

/// <summary>What goes wrong around a monitor: it says so, and goes on with everything else.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [GoFact]
    public async Task Programs_that_drip_lie_reset_or_flood_are_told_and_hold_up_nobody()
    {
        using var healthy = await TargetProgram.StartAsync();
        using var drips = HostileServer.ThatDrips();
        using var promises = HostileServer.ThatPromisesMore();
        using var resets = HostileServer.ThatResets();
        using var floods = HostileServer.ThatFloods();
        await using var store = await OpenAsync();
        // One worker for each of them: a target that never ends must give its own back.
        await using var monitor = await StartAsync(store, TimeProvider.System, "global: {scrape_interval: 500ms, scrape_timeout: 500ms, workers: 2, longest_back_off: 1s}", healthy.Address, drips.Address, promises.Address, resets.Address, floods.Address);
        await UntilAsync(() => monitor.Targets.All(target => target.LookedAt is not null) && monitor.Figures.Schedule.Looks >= 12);

        Assert.True(monitor.Target($"go/{healthy.Address}")!.IsUp);
        Assert.Contains("so slowly that after 1.5 s it is not whole", monitor.Target($"go/{drips.Address}")!.Problem, StringComparison.Ordinal);
        foreach (var address in (string[])[promises.Address, resets.Address, floods.Address]) Assert.NotNull(monitor.Target($"go/{address}")!.Problem);
        Assert.DoesNotContain(monitor.Targets, target => target.Problem?.Contains("fault in unpark", StringComparison.Ordinal) == true);
    }

    [GoFact]
    public async Task A_program_that_comes_and_goes_is_told_twice_a_turn_and_counted_in_between()
    {
        var events = new ConcurrentQueue<MonitorEvent>();
        await using var store = await OpenAsync();
        var address = "";
        using (var first = await TargetProgram.StartAsync()) address = first.Address;
        await using var monitor = await StartAsync(store, TimeProvider.System, "global: {scrape_interval: 200ms, scrape_timeout: 200ms, longest_back_off: 200ms}", address);
        monitor.Happened += events.Enqueue;
        for (var turn = 1; turn <= 2; turn++)
        {
            await UntilAsync(() => monitor.Targets[0].Failures >= 2);
            await monitor.JudgeAsync(CancellationToken.None);
            using (FlappingServer(address))
            {
                await UntilAsync(() => monitor.Targets[0].IsUp);
                await monitor.JudgeAsync(CancellationToken.None);
            }
        }
        Assert.Equal([EventKind.TargetDown, EventKind.TargetUp, EventKind.TargetDown, EventKind.TargetUp], events.Select(one => one.Kind).Where(kind => kind is EventKind.TargetDown or EventKind.TargetUp));
    }

    [GoFact]
    public async Task A_wall_clock_that_is_set_neither_stops_looks_nor_verdicts()
    {
        using var program = await TargetProgram.StartAsync();
        var inner = new ManualTime();
        var time = new SteppedTime(inner);
        await using var store = await MonitorStore.OpenAsync(new() { Path = Path.Combine(_folder.Path, "unpark.db") }, time);
        await using var monitor = await StartAsync(store, time, "global: {}", program.Address);
        await Looks.MakeAsync(monitor, inner, 4, () => program.DoAsync("leak?n=5"));
        foreach (var step in (TimeSpan[])[TimeSpan.FromDays(1), TimeSpan.FromDays(-1), TimeSpan.Zero])
        {
            var before = monitor.Figures;
            time.Step = step;
            await Looks.MakeAsync(monitor, inner, 10, () => program.DoAsync("leak?n=5"));
            Assert.InRange(monitor.Figures.Schedule.Looks - before.Schedule.Looks, 9, 11);
            Assert.Equal((0, 0), (monitor.Figures.Schedule.Missed, monitor.Figures.Samples.Lost));
        }
        Assert.Equal("main.abandon", Assert.Single(monitor.Findings).Function);
    }

    [GoFact]
    public async Task A_full_store_stops_no_look_and_takes_what_waited_when_there_is_room()
    {
        using var program = await TargetProgram.StartAsync();
        var time = new ManualTime();
        var retention = new Retention { MaxBytes = 1 << 20, Snapshots = TimeSpan.FromHours(1) };
        await using var store = await MonitorStore.OpenAsync(new() { Path = Path.Combine(_folder.Path, "unpark.db"), Retention = retention }, time);
        await Assert.ThrowsAsync<StoreException>(async () =>
        {
            while (true) await store.KeepAsync(new(0, "a", time.GetUtcNow(), "traceback", SnapshotReason.Request, 1, 0), new byte[2_000]);
        });
        await using var monitor = await StartAsync(store, time, "store: {retention: {max_size: 1MiB, snapshots: 1h}}", program.Address);
        await Looks.UntilAsync(() => monitor.Figures.Schedule.Looks >= 3, monitor, time, TimeSpan.FromSeconds(2));
        // Tidying makes room by itself: the oldest snapshots go.
        await Looks.UntilAsync(() => monitor.IsKeeping && monitor.Figures.Samples is { Waiting: 0, Written: >= 3 }, monitor, time, TimeSpan.FromSeconds(2));
        Assert.Equal(0, monitor.Figures.Samples.Lost);
        Assert.True(monitor.Targets[0].IsUp);
    }

    public void Dispose() => _folder.Dispose();

    // What answers on an address that a Go program had.
    private static FakeServer FlappingServer(string address) =>
        new(_ => FakeServer.Ok("application/octet-stream", TestData.Bytes("go1.27.4/goroutine.pb.gz")), IPEndPoint.Parse(address));

    private Task<IMonitorStore> OpenAsync() => MonitorStore.OpenAsync(new() { Path = Path.Combine(_folder.Path, "unpark.db") });

    private static async Task<FleetMonitor> StartAsync(IMonitorStore store, TimeProvider time, string yaml, params string[] addresses)
    {
        var settings = SettingsReader.Read($"{yaml}\nscrape_configs: [{{job_name: go, static_configs: [{{targets: ['{string.Join("', '", addresses)}']}}]}}]", "unpark.yaml");
        Assert.Empty(settings.Errors);
        return await FleetMonitor.StartAsync(settings, store, new() { Time = time });
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        for (var waited = 0; !reached(); waited++)
        {
            Assert.True(waited < 3000);
            await Task.Delay(20);
        }
    }
}
