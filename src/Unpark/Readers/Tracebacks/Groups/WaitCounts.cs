using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Readers.Tracebacks.Groups;

internal static class WaitCounts
{
    /// <summary>Waits are counted in a table up to a week; longer ones are few.</summary>
    private const int TableSize = 7 * 24 * 60;

    /// <returns>How many of the goroutines waited how many minutes, by minutes; those without a printed wait are left out.</returns>
    public static ImmutableArray<(int Minutes, long Count)> Of(ReadOnlySpan<Goroutine> goroutines)
    {
        var (longest, printed) = (0, 0);
        foreach (ref readonly var g in goroutines)
        {
            longest = Math.Max(longest, g.Minutes);
            if (g.Minutes > 0) printed++;
        }
        return longest == 0 ? [] : longest < Math.Min(TableSize, 64 + printed * 8) ? Counted(goroutines, longest) : Sorted(goroutines, printed);
    }

    private static ImmutableArray<(int Minutes, long Count)> Counted(ReadOnlySpan<Goroutine> goroutines, int longest)
    {
        var counts = new int[longest + 1];
        foreach (ref readonly var g in goroutines) counts[g.Minutes]++;
        var waits = ImmutableArray.CreateBuilder<(int, long)>();
        for (var minutes = 1; minutes <= longest; minutes++)
        {
            if (counts[minutes] > 0) waits.Add((minutes, counts[minutes]));
        }
        return waits.ToImmutable();
    }

    private static ImmutableArray<(int Minutes, long Count)> Sorted(ReadOnlySpan<Goroutine> goroutines, int printed)
    {
        var minutes = new int[printed];
        var at = 0;
        foreach (ref readonly var g in goroutines)
        {
            if (g.Minutes > 0) minutes[at++] = g.Minutes;
        }
        Array.Sort(minutes);
        var waits = ImmutableArray.CreateBuilder<(int, long)>();
        for (var from = 0; from < minutes.Length;)
        {
            var end = from + 1;
            while (end < minutes.Length && minutes[end] == minutes[from]) end++;
            waits.Add((minutes[from], end - from));
            from = end;
        }
        return waits.ToImmutable();
    }
}
