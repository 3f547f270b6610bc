using Unpark.Findings;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;

namespace Unpark.Tests.Monitor.Store;

/// <summary>What every store does; each test class runs it on another database.</summary>
internal sealed class StoreContract
{
    private static readonly SiteInfo Send = new("f1", "main.send", "/app/order.go", 52, "chan send"), Accept = new("f2", "net.accept", "/go/net.go", 7, "IO wait", "net");

    private readonly ManualTime _time;
    private readonly DateTimeOffset _start;
    private readonly Func<StoreSettings> _fresh;

    public StoreContract(Func<StoreSettings> fresh)
    {
        (_fresh, _time) = (fresh, new());
        _start = _time.GetUtcNow();
    }

    public async Task RunAsync(string behaviour)
    {
        var method = typeof(StoreContract).GetMethod(behaviour, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public)!;
        await (Task)method.Invoke(this, null)!;
    }

    /// <summary>Names of all behaviours: a database that lacks one fails its test.</summary>
    public static IEnumerable<object[]> Behaviours =>
        typeof(StoreContract).GetMethods(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.DeclaredOnly)
            .Where(method => method.Name != nameof(RunAsync)).Select(method => new object[] { method.Name });

    public async Task Counts_come_back_as_they_were_seen_across_steps_and_blocks()
    {
        await using var store = await OpenAsync();
        for (var i = 0; i < 300; i++) await store.AppendAsync([Sample("a", i, (Send, i % 7), (Accept, 5)), Sample("b", i, (Send, 1000))]);

        var history = await HistoryAsync(store, "a", MostPoints: 10_000);
        Assert.Equal(300, history.Times.Length);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (long)i % 7), Of(history, Send).Lowest);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (i % 7) + 15L), history.Totals.Highest);
        Assert.All(Of(history, Accept).Lowest, count => Assert.Equal(5, count));
        Assert.Equal(Accept, history.Sites[0].Site);
    }

    public async Task A_store_that_is_opened_again_goes_on_where_it_was()
    {
        var settings = _fresh();
        for (var start = 0; start < 3; start++)
        {
            await using var store = await MonitorStore.OpenAsync(settings, _time);
            for (var i = 0; i < 50; i++) await store.AppendAsync([Sample("a", (start * 50) + i, (Send, start))]);
        }
        await using var last = await MonitorStore.OpenAsync(settings, _time);
        Assert.Equal(Enumerable.Range(0, 150).Select(i => i / 50L), Of(await HistoryAsync(last, "a", MostPoints: 10_000), Send).Lowest);
    }

    public async Task Two_processes_that_write_spoil_nothing_of_each_other_and_are_told()
    {
        var settings = _fresh();
        await using var first = await MonitorStore.OpenAsync(settings, _time);
        await using var second = await MonitorStore.OpenAsync(settings, _time);
        // Neither changes anything by its own account, so each would leave out what the other wrote differently.
        for (var i = 0; i < 300; i++) await (i % 2 == 0 ? first : second).AppendAsync([Sample("a", i, (Send, i % 2 == 0 ? 5 : 9))]);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => i % 2 == 0 ? 5L : 9), Of(await HistoryAsync(first, "a", MostPoints: 10_000), Send).Lowest);
        Assert.StartsWith("another unpark writes to this store, too: 15", (await first.TidyAsync()).Problem, StringComparison.Ordinal);
        Assert.Null((await first.TidyAsync()).Problem);
    }

    public async Task A_site_that_moves_in_a_new_build_keeps_its_history()
    {
        await using var store = await OpenAsync();
        await store.AppendAsync([Sample("a", 0, (Send, 3))]);
        await store.AppendAsync([Sample("a", 1, (Send with { Line = 60 }, 4))]);
        var site = Assert.Single((await HistoryAsync(store, "a", MostPoints: 10_000)).Sites);
        Assert.Equal((60, 2), (site.Site.Line, site.Counts.Lowest.Length));
        Assert.Equal<long>([3, 4], site.Counts.Lowest);
    }

    public async Task A_long_time_is_told_by_lowest_and_highest_counts()
    {
        await using var store = await OpenAsync();
        for (var i = 0; i < 480; i++) await store.AppendAsync([Sample("a", i, (Send, i % 10 == 0 ? 100 : 1))]);
        var history = await HistoryAsync(store, "a", MostPoints: 24, hours: 72);
        Assert.Equal((1, 100), (Of(history, Send).Lowest.Min(), Of(history, Send).Highest.Max()));
        Assert.InRange(history.Times.Length, 1, 24);
    }

    public async Task A_clock_that_is_set_back_loses_nothing()
    {
        await using var store = await OpenAsync();
        for (var i = 0; i < 100; i++) await store.AppendAsync([Sample("a", i, (Send, 1))]);
        for (var i = 40; i < 140; i++) await store.AppendAsync([Sample("a", i, (Send, 2))]);
        var counts = Of(await HistoryAsync(store, "a", MostPoints: 10_000), Send);
        Assert.Equal(140, counts.Lowest.Length);
        Assert.Equal((1, 2), (counts.Lowest[50], counts.Highest[50]));
    }

    public async Task A_target_nobody_knows_has_no_history()
    {
        await using var store = await OpenAsync();
        Assert.Empty((await HistoryAsync(store, "a", MostPoints: 10)).Times);
    }

    public async Task Snapshots_come_back_byte_by_byte_and_are_thinned_with_age()
    {
        await using var store = await OpenAsync();
        byte[] content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 31))];
        var start = _time.GetUtcNow();
        for (var hour = 0; hour < 24 * 10; hour += 2) await store.KeepAsync(new(0, "a", start.AddHours(hour), "goroutine profile", SnapshotReason.Clock, 12, 0), new byte[] { 1 });
        var id = await store.KeepAsync(new(0, "a", start.AddHours(3), "traceback", SnapshotReason.Finding, 12, 0), content);

        Assert.Equal(content, (await store.SnapshotAsync(id))!.Value.Content);
        Assert.Null(await store.SnapshotAsync(id + 1000));
        _time.Advance(TimeSpan.FromDays(10));
        var usage = await store.TidyAsync();
        var kept = await store.SnapshotsAsync("a", start, start.AddDays(10));
        // One a day for three days, four a day for five, all of the last two; and the dump.
        Assert.Equal(kept.Length, usage.Snapshots);
        Assert.InRange(kept.Length, 3 + 20 + 24, 3 + 20 + 24 + 4);
        Assert.Single(kept, snapshot => snapshot.Reason == SnapshotReason.Finding && snapshot.Size == content.Length);
        Assert.Equal(kept.OrderByDescending(snapshot => snapshot.At), kept);
    }

    public async Task A_finding_is_one_row_from_its_first_day_to_its_last()
    {
        await using var store = await OpenAsync();
        var finding = new FindingRecord
        {
            Service = "orders", Fingerprint = "f1", Rule = "UP6001", Title = "t", Spread = "s", Confidence = Confidence.Likely, Level = Level.Warning,
            Count = 7, Peak = 9, PerHour = 12.5, Instances = 1, InstancesOfService = 3, FirstSeen = _time.GetUtcNow(), LastSeen = _time.GetUtcNow(), Json = "{}",
        };
        await store.SaveAsync(finding);
        await store.SaveAsync(finding with { Service = "other", PerHour = null });
        var gone = finding with { GoneSince = _time.GetUtcNow().AddHours(1), Returns = 2, AfterDeployment = Outcome.Fixed, Function = "main.send", Place = "order.go:52" };
        await store.SaveAsync(gone);
        Assert.Equal(gone, Assert.Single(await store.FindingsAsync("orders")));
        Assert.Equal(["other", "orders"], (await store.FindingsAsync()).Select(one => one.Service));
    }

    public async Task Events_and_deployments_come_newest_first()
    {
        await using var store = await OpenAsync();
        MonitorEvent[] events = [.. Enumerable.Range(0, 5).Select(i => new MonitorEvent(_time.GetUtcNow().AddMinutes(i), EventKind.FindingGrew, i % 2 == 0 ? "a" : "b", null, $"event {i}", "f1"))];
        foreach (var one in events) await store.AddAsync(one);
        Assert.Equal<MonitorEvent>([events[4], events[2]], await store.EventsAsync("a", most: 2));
        Assert.Equal(5, (await store.EventsAsync()).Length);

        await store.AddAsync(new Deployment("a", _time.GetUtcNow(), "v1", "note"));
        await store.AddAsync(new Deployment("a", _time.GetUtcNow().AddHours(1), "v2", "label version"));
        Assert.Equal(["v2", "v1"], (await store.DeploymentsAsync("a")).Select(deployment => deployment.Version));
        Assert.Empty(await store.DeploymentsAsync("b"));
    }

    public async Task Who_sent_by_himself_is_remembered_as_long_as_his_history()
    {
        await using var store = await OpenAsync(Retention.Default with { Snapshots = TimeSpan.FromDays(7) });
        var first = new PushedInstance("orders", "job-1", "v1", _time.GetUtcNow());
        await store.SaveAsync(first);
        await store.SaveAsync(first with { Instance = "job-2", LastAt = first.LastAt.AddDays(20) });
        await store.SaveAsync(first with { Version = "v2" });
        Assert.Equal<PushedInstance>([first with { Instance = "job-2", LastAt = first.LastAt.AddDays(20) }, first with { Version = "v2" }], await store.PushedAsync());
        await store.TidyAsync();
        _time.Advance(TimeSpan.FromDays(31));
        await store.TidyAsync();
        Assert.Equal("job-2", Assert.Single(await store.PushedAsync()).Instance);
    }

    public async Task What_is_older_than_it_is_kept_goes()
    {
        await using var store = await OpenAsync(Retention.Default with { Samples = TimeSpan.FromHours(1), History = TimeSpan.FromHours(2) });
        for (var i = 0; i < 240; i++) await store.AppendAsync([Sample("a", i, (Send, 1))]);
        await store.AddAsync(new MonitorEvent(_time.GetUtcNow(), EventKind.Deployed, "a", null, "old"));
        _time.Advance(TimeSpan.FromHours(5));
        await store.TidyAsync();
        Assert.Empty((await HistoryAsync(store, "a", MostPoints: 10)).Times);
        Assert.Single(await store.EventsAsync());
        _time.Advance(TimeSpan.FromDays(200));
        await store.TidyAsync();
        Assert.Empty(await store.EventsAsync());
    }

    public async Task A_clock_that_jumps_years_ahead_deletes_nothing_also_over_a_restart_and_is_told()
    {
        var (settings, time) = (_fresh(), new SteppedTime(_time));
        await using (var store = await MonitorStore.OpenAsync(settings, time))
        {
            for (var i = 0; i < 300; i++) await store.AppendAsync([Sample("a", i, (Send, 1))]);
            await store.KeepAsync(new(0, "a", _time.GetUtcNow(), "traceback", SnapshotReason.Clock, 1, 0), new byte[] { 1 });
            _time.Advance(TimeSpan.FromHours(3));
            Assert.Null((await store.TidyAsync()).Problem);
            time.Step = TimeSpan.FromDays(3650);
            _time.Advance(TimeSpan.FromHours(1));
            Assert.Contains("where 2026-11-21 16:00 was expected", (await store.TidyAsync()).Problem, StringComparison.Ordinal);
        }
        await using var again = await MonitorStore.OpenAsync(settings, time);
        for (var hour = 0; hour < 24; hour++)
        {
            Assert.NotNull((await again.TidyAsync()).Problem);
            _time.Advance(TimeSpan.FromHours(1));
        }
        time.Step = TimeSpan.Zero;
        Assert.Null((await again.TidyAsync()).Problem);
        Assert.Equal(300, (await HistoryAsync(again, "a", MostPoints: 10_000)).Times.Length);
        Assert.Single(await again.SnapshotsAsync("a", _start, _time.GetUtcNow()));
    }

    public async Task A_clock_that_stays_ahead_is_believed_after_three_days_and_what_is_old_by_it_goes()
    {
        var time = new SteppedTime(_time);
        await using var store = await MonitorStore.OpenAsync(_fresh(), time);
        for (var i = 0; i < 300; i++) await store.AppendAsync([Sample("a", i, (Send, 1))]);
        await store.TidyAsync();
        time.Step = TimeSpan.FromDays(40);
        for (var hour = 0; hour < 72; hour++)
        {
            Assert.NotEmpty((await HistoryAsync(store, "a", MostPoints: 10, hours: 72)).Times);
            _time.Advance(TimeSpan.FromHours(1));
            await store.TidyAsync();
        }
        Assert.Null((await store.TidyAsync()).Problem);
        Assert.Empty((await HistoryAsync(store, "a", MostPoints: 10, hours: 72)).Times);
    }

    public async Task A_clock_that_is_set_back_years_deletes_nothing_and_nothing_when_it_is_right_again()
    {
        var time = new SteppedTime(_time);
        await using var store = await MonitorStore.OpenAsync(_fresh(), time);
        for (var i = 0; i < 300; i++) await store.AppendAsync([Sample("a", i, (Send, 1))]);
        foreach (var days in (int[])[0, -20_000, 0])
        {
            time.Step = TimeSpan.FromDays(days);
            _time.Advance(TimeSpan.FromHours(1));
            await store.TidyAsync();
            Assert.Equal(300, (await HistoryAsync(store, "a", MostPoints: 10_000)).Times.Length);
        }
    }

    public async Task Somebody_who_reads_while_steps_become_blocks_misses_none()
    {
        await using var store = await OpenAsync();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 1000; i++) await store.AppendAsync([Sample("a", i, (Send, 1))]);
        });
        for (var seen = 0; seen < 1000;)
        {
            var done = writing.IsCompleted;
            var now = (await store.HistoryAsync(new("a", _start, _start.AddHours(9), MostPoints: 10_000))).Times.Length;
            Assert.InRange(now, done ? 1000 : seen, 1000);
            seen = now;
        }
        await writing;
    }

    public async Task Above_the_bytes_allowed_the_oldest_snapshots_of_the_clock_go_first()
    {
        await using var store = await OpenAsync(Retention.Default with { MaxBytes = 4 << 20 });
        for (var i = 0; i < 130; i++) await store.AppendAsync([Sample("a", i, (Send, 1))]);
        for (var i = 0; i < 33; i++)
            await store.KeepAsync(new(0, "a", _time.GetUtcNow().AddHours(-i), "traceback", i == 32 ? SnapshotReason.Finding : SnapshotReason.Clock, 1, 0), new byte[100_000]);
        _time.Advance(TimeSpan.FromMinutes(70));
        var usage = await store.TidyAsync();
        Assert.InRange(usage.Bytes, 1, 4 << 20);
        Assert.Equal(SnapshotReason.Finding, (await store.SnapshotsAsync("a", DateTimeOffset.UnixEpoch, _time.GetUtcNow()))[^1].Reason);
        Assert.NotEmpty((await HistoryAsync(store, "a", MostPoints: 1000)).Times);
    }

    private Task<IMonitorStore> OpenAsync(Retention? retention = null) => MonitorStore.OpenAsync(_fresh() with { Retention = retention ?? Retention.Default }, _time);

    private CountSample Sample(string target, int half, params (SiteInfo Site, long Count)[] sites) =>
        new(target, _time.GetUtcNow().AddSeconds(30 * half), sites.Sum(site => site.Count) + 10, [.. sites.Select(site => new SiteCount(site.Site, site.Count))]);

    private Task<History> HistoryAsync(IMonitorStore store, string target, int MostPoints, int hours = 4) =>
        store.HistoryAsync(new(target, _start, _start.AddHours(hours), MostPoints));

    private static CountRange Of(History history, SiteInfo site) => history.Sites.Single(one => one.Site.Fingerprint == site.Fingerprint).Counts;
}
