using System.Globalization;
using Unpark.Monitor.Store;

namespace Unpark.Tests.Monitor.Store;

/// <summary>A process that writes to its store is killed at any moment (kill -9), again and again.</summary>
public class KilledStoreTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const int SamplesBetween = 150;

    /// <summary>As many as one likes: UNPARK_KILLS=100.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("UNPARK_KILLS") ?? "10", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_writer_to_SQLite_that_is_killed_again_and_again_loses_nothing_it_was_told_is_written()
    {
        using var folder = new TestFolder();
        await CheckAsync(Path.Combine(folder.Path, "unpark.db"));
    }

    [PostgresFact]
    public Task A_writer_to_PostgreSQL_that_is_killed_again_and_again_loses_nothing_it_was_told_is_written() => CheckAsync(server.NewSchema());

    private static async Task CheckAsync(string place)
    {
        var next = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var told = await StoreWriter.RunUntilKilledAsync(place, next, SamplesBetween);
            await using var store = await MonitorStore.OpenAsync(StoreWriter.SettingsOf(place), new ManualTime(StoreWriter.Start.AddHours(4)));
            next = await CheckAsync(store, told);
        }
    }

    // Of the number after the last that was told, sample, finding and event may have been on their way, in this order.
    private static async Task<int> CheckAsync(IMonitorStore store, int told)
    {
        var (totals, counts) = await CountsAsync(store);
        var samples = totals.Count;
        Assert.InRange(samples, told + 1, told + 2);
        Assert.Equal(Enumerable.Range(0, samples).Select(i => StoreWriter.Sample(i).Total), totals);
        Assert.Equal(Enumerable.Range(0, samples).Select(i => (long)i % 17), counts);

        var finding = Assert.Single(await store.FindingsAsync("orders"));
        Assert.Equal(StoreWriter.Finding((int)finding.Count), finding);
        Assert.InRange(finding.Count, told, samples - 1);
        var events = (await store.EventsAsync("orders", most: 100_000)).Reverse().ToList();
        Assert.InRange(events.Count, told + 1, (int)finding.Count + 1);
        Assert.Equal(Enumerable.Range(0, events.Count).Select(StoreWriter.Event), events);
        return events.Count;
    }

    // All samples, each by itself: a store tells no more than 10,000 points at once.
    private static async Task<(List<long> Totals, List<long> Counts)> CountsAsync(IMonitorStore store)
    {
        var (totals, counts) = (new List<long>(), new List<long>());
        while (true)
        {
            var start = StoreWriter.Start.AddSeconds(totals.Count);
            var history = await store.HistoryAsync(new("a", start, start.AddSeconds(5_000), MostPoints: 10_000));
            if (history.Times.IsEmpty) return (totals, counts);
            Assert.Equal(history.Totals.Lowest, history.Totals.Highest);
            totals.AddRange(history.Totals.Lowest);
            counts.AddRange(Assert.Single(history.Sites).Counts.Highest);
        }
    }
}
