using System.Diagnostics;
using System.Globalization;
using Unpark.Monitor.Store;

namespace Unpark.Tests.Monitor.Store;

public class KilledStoreTests
{
    private const int SamplesBetween = 150;

    /// <summary>As many as one likes: UNPARK_KILLS=100.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("UNPARK_KILLS") ?? "10", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_writer_that_is_killed_again_and_again_loses_nothing_it_was_told_is_written()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "unpark.db");
        var written = -1;
        for (var kill = 0; kill < Kills; kill++)
        {
            written = await WriteUntilKilledAsync(path, written + 1);
            await using var store = await MonitorStore.OpenAsync(new() { Path = path }, new ManualTime(StoreWriter.Start.AddHours(4)));
            var history = await store.HistoryAsync(new("a", StoreWriter.Start, StoreWriter.Start.AddSeconds(10_000), MostPoints: 10_000));
            // The one after the last that was told may have been on its way.
            Assert.InRange(history.Times.Length, written + 1, written + 2);
            Assert.Equal(Enumerable.Range(0, history.Times.Length).Select(i => StoreWriter.Sample(i).Total), history.Totals.Lowest);
            Assert.Equal(Enumerable.Range(0, history.Times.Length).Select(i => (long)i % 17), history.Sites[0].Counts.Highest);
            written = history.Times.Length - 1;
        }
    }

    /// <returns>Number of the last sample that the writer was told is written.</returns>
    private static async Task<int> WriteUntilKilledAsync(string path, int first)
    {
        string[] call = [typeof(KilledStoreTests).Assembly.Location, path, first.ToString(CultureInfo.InvariantCulture)];
        using var writer = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, call) { RedirectStandardOutput = true })!;
        var last = first - 1;
        while (last < first + SamplesBetween && await writer.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) is { } line) last = int.Parse(line, CultureInfo.InvariantCulture);
        writer.Kill();
        while (await writer.StandardOutput.ReadLineAsync() is { } line) last = int.TryParse(line, CultureInfo.InvariantCulture, out var number) ? number : last;
        await writer.WaitForExitAsync();
        return last;
    }
}
