using System.Diagnostics;
using System.Globalization;
using Unpark.Findings;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Store;

namespace Unpark.Tests.Monitor.Store;

/// <summary>The test assembly as a program: it writes to a store until somebody kills it, and prints each number that is written as sample, finding and event.</summary>
internal static class StoreWriter
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static async Task<int> Main(string[] args)
    {
        if (args is not [var place, var first]) return 2;
        await using var store = await MonitorStore.OpenAsync(SettingsOf(place));
        for (var i = int.Parse(first, CultureInfo.InvariantCulture); ; i++)
        {
            await store.AppendAsync([Sample(i)]);
            await store.SaveAsync(Finding(i));
            await store.AddAsync(Event(i));
            Console.WriteLine(i);
        }
    }

    /// <returns>Number of the last sample that the writer was told is written, with its finding and its event.</returns>
    /// <param name="place">As for <see cref="SettingsOf"/>.</param>
    /// <param name="most">It is killed after so many, at once and in the middle of the next.</param>
    public static async Task<int> RunUntilKilledAsync(string place, int first, int most)
    {
        string[] call = [typeof(StoreWriter).Assembly.Location, place, first.ToString(CultureInfo.InvariantCulture)];
        using var writer = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, call) { RedirectStandardOutput = true })!;
        var last = first - 1;
        while (last < first + most && await writer.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) is { } line) last = int.Parse(line, CultureInfo.InvariantCulture);
        Assert.False(writer.HasExited, $"the writer ended by itself after {last}");
        writer.Kill();
        while (await writer.StandardOutput.ReadLineAsync() is { } line) last = int.TryParse(line, CultureInfo.InvariantCulture, out var number) ? number : last;
        await writer.WaitForExitAsync();
        return last;
    }

    /// <param name="place">A path, or the connection of a PostgreSQL server.</param>
    public static StoreSettings SettingsOf(string place) => place.Contains("Host=", StringComparison.Ordinal) ? new() { Connection = place } : new() { Path = place };

    public static CountSample Sample(int number) =>
        new("a", Start.AddSeconds(number), number + 1000, [new(new("f1", "main.send", "/app/order.go", 52, "chan send"), number % 17)]);

    public static FindingRecord Finding(int number) => new()
    {
        Service = "orders", Fingerprint = "f1", Rule = "UP6001", Title = "t", Spread = "s", Confidence = Confidence.Likely, Level = Level.Warning,
        Count = number, Peak = number, Instances = 1, InstancesOfService = 1, FirstSeen = Start, LastSeen = Start.AddSeconds(number), Json = "{}",
    };

    public static MonitorEvent Event(int number) => new(Start.AddSeconds(number), EventKind.FindingGrew, "orders", "a", string.Create(CultureInfo.InvariantCulture, $"event {number}"), "f1");
}
