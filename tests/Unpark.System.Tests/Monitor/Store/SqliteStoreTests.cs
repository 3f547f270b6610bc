using System.Text;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Store;

namespace Unpark.Tests.Monitor.Store;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private int _stores;

    public static IEnumerable<object[]> Behaviours => StoreContract.Behaviours;

    [Theory, MemberData(nameof(Behaviours))]
    public Task Keeps_the_contract(string behaviour) => new StoreContract(NewStore).RunAsync(behaviour);

    [Fact]
    public async Task A_file_of_something_else_is_refused_in_words()
    {
        var path = _folder.Write("notes.txt", Encoding.UTF8.GetBytes(new string('x', 5000)));
        var e = await Assert.ThrowsAsync<StoreException>(() => MonitorStore.OpenAsync(new() { Path = path }));
        Assert.Equal($"{path}: is a file of something else, not a store of unpark", e.Message);
    }

    [Fact]
    public async Task A_full_store_says_so_keeps_what_it_has_and_goes_on_when_there_is_room()
    {
        var time = new ManualTime();
        await using var store = await MonitorStore.OpenAsync(NewStore() with { Retention = new() { MaxBytes = 1 << 20, Snapshots = TimeSpan.FromHours(1) } }, time);
        var sample = new CountSample("a", time.GetUtcNow(), 5, []);
        await store.AppendAsync([sample]);
        var full = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            for (var i = 0; i < 100; i++) await store.KeepAsync(new(0, "a", time.GetUtcNow(), "traceback", SnapshotReason.Request, 1, 0), new byte[50_000]);
        });
        Assert.True(full.IsFull, full.Message);
        Assert.Single((await HistoryAsync(store, time)).Times);

        time.Advance(TimeSpan.FromHours(2));
        await store.TidyAsync();
        await store.AppendAsync([sample with { At = time.GetUtcNow(), Total = 6 }]);
        Assert.Equal<long>([5, 6], (await HistoryAsync(store, time)).Totals.Highest);
    }

    [Fact]
    public async Task A_day_of_200_sites_every_half_minute_takes_less_than_a_mebibyte()
    {
        var time = new ManualTime();
        await using var store = await MonitorStore.OpenAsync(NewStore(), time);
        var random = new Random(5);
        SiteInfo[] sites = [.. Enumerable.Range(0, 200).Select(i => new SiteInfo($"{i:x16}", $"example.com/app/service.(*Server).handle{i}", $"/app/service/handler{i}.go", i, "select"))];
        var counts = new long[sites.Length];
        for (var block = 0; block < 24; block++)
        {
            await store.AppendAsync([.. Enumerable.Range(0, 120).Select(_ => Next())]);
        }
        Assert.InRange((await store.TidyAsync()).Bytes, 100_000, 1 << 20);

        // A third stands still, a third moves now and then, a third is never the same twice.
        CountSample Next()
        {
            time.Advance(TimeSpan.FromSeconds(30) + TimeSpan.FromMilliseconds(random.Next(50)));
            for (var i = 0; i < counts.Length; i++)
            {
                if (i % 3 == 2 || (i % 3 == 1 && random.Next(10) == 0)) counts[i] = 50 + random.Next(20);
                else if (i % 3 == 0) counts[i] = i;
            }
            return new("a", time.GetUtcNow(), counts.Sum(), [.. sites.Select((site, i) => new SiteCount(site, counts[i]))]);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static Task<History> HistoryAsync(IMonitorStore store, ManualTime time) =>
        store.HistoryAsync(new("a", time.GetUtcNow().AddHours(-3), time.GetUtcNow()));

    private StoreSettings NewStore() => new() { Path = Path.Combine(_folder.Path, $"{++_stores}.db") };
}
