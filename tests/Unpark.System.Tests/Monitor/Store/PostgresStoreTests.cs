using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;

namespace Unpark.Tests.Monitor.Store;

public class PostgresStoreTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    public static IEnumerable<object[]> Behaviours => StoreContract.Behaviours;

    [PostgresTheory, MemberData(nameof(Behaviours))]
    public Task Keeps_the_contract(string behaviour) => new StoreContract(NewStore).RunAsync(behaviour);

    [PostgresFact]
    public async Task A_server_that_was_killed_and_started_again_has_what_was_written_and_is_written_to()
    {
        await using var store = await MonitorStore.OpenAsync(NewStore());
        var now = DateTimeOffset.UtcNow;
        await store.AppendAsync([new("a", now.AddMinutes(-1), 5, [])]);
        server.Kill();
        await Assert.ThrowsAsync<StoreException>(() => store.AppendAsync([new("a", now, 6, [])]));
        server.Start();
        await store.AppendAsync([new("a", now, 6, [])]);
        Assert.Equal<long>([5, 6], (await store.HistoryAsync(new("a", now.AddHours(-1), now))).Totals.Highest);
    }

    [PostgresFact]
    public async Task A_server_that_is_killed_under_load_again_and_again_loses_nothing()
    {
        await using var store = await MonitorStore.OpenAsync(NewStore());
        var start = DateTimeOffset.UtcNow.AddMinutes(-30);
        var added = 0;
        await using (var queue = new SampleQueue(store, TimeProvider.System))
        {
            for (var kill = 0; kill < 3; kill++)
            {
                await AddUntilAsync(() => queue.Figures.Written > added - 50);
                server.Kill();
                await AddUntilAsync(() => queue.Problem is not null);
                server.Start();
                await AddUntilAsync(() => queue.Problem is null);
            }

            async Task AddUntilAsync(Func<bool> reached)
            {
                for (var waited = 0; waited < 25 || !reached(); waited++)
                {
                    Assert.True(waited < 6000, queue.Problem?.Message);
                    queue.Add(new("a", start.AddMilliseconds(100 * added), added++, []));
                    await Task.Delay(10);
                }
            }
        }
        // All of them, each once: a minute of samples at the most was on its way at a kill.
        var history = await store.HistoryAsync(new("a", start, start.AddMilliseconds(100 * added), MostPoints: 10_000));
        Assert.Equal(added, history.Totals.Highest.Distinct().Count());
        Assert.Equal(added - 1, history.Totals.Highest.Max());
    }

    [Fact]
    public async Task A_connection_that_is_none_is_told_without_its_password()
    {
        var e = await Assert.ThrowsAsync<StoreException>(() => MonitorStore.OpenAsync(new() { Connection = "password=hunter2;nonsense=1" }));
        Assert.DoesNotContain("hunter2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        var e = await Assert.ThrowsAsync<StoreException>(() => MonitorStore.OpenAsync(new() { Connection = "Host=127.0.0.1;Port=1;Username=x" }));
        Assert.StartsWith("the PostgreSQL server of the store gives no connection: ", e.Message, StringComparison.Ordinal);
    }

    private StoreSettings NewStore() => new() { Connection = server.NewSchema() };
}
