using System.Globalization;
using Unpark.Monitor.Store;

namespace Unpark.Tests.Monitor.Store;

/// <summary>The test assembly as a program: it writes to a store until somebody kills it, and prints the number of each sample that is written.</summary>
internal static class StoreWriter
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static async Task<int> Main(string[] args)
    {
        if (args is not [var path, var first]) return 2;
        await using var store = await MonitorStore.OpenAsync(new() { Path = path });
        for (var i = int.Parse(first, CultureInfo.InvariantCulture); ; i++)
        {
            await store.AppendAsync([Sample(i)]);
            Console.WriteLine(i);
        }
    }

    public static CountSample Sample(int number) =>
        new("a", Start.AddSeconds(number), number + 1000, [new(new("f1", "main.send", "/app/order.go", 52, "chan send"), number % 17)]);
}
