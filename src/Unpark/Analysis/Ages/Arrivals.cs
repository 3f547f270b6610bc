using Unpark.Analysis.Sites;
using Unpark.Model;

namespace Unpark.Analysis.Ages;

/// <summary>When the goroutines that wait at one place began to, told from one dump.</summary>
/// <param name="OldestMinutes">The longest wait at the place.</param>
/// <param name="ProgramMinutes">The longest wait in the whole dump: the program is at least so old.</param>
/// <param name="Later">How many came after the oldest.</param>
/// <param name="PerHour">Of those that came later; null unless they accumulate.</param>
/// <remarks>
/// The runtime dates a wait by the end of the collection before the one that first sees it (<c>waitsince = work.tstart</c> in markroot, which
/// gcMark sets only when marking ends; runtime/mgcmark.go and mgc.go, Go 1.19 and 1.27). Goroutines of one printed age came between that
/// collection and the next, which is the next smaller age in the dump, or at most two minutes later. At that moment their number is exact,
/// however seldom collections are: each age is one point of the curve of how many, of those still here, were there already.
/// </remarks>
internal sealed record Arrivals(ArrivalShape Shape, int OldestMinutes, int ProgramMinutes, long Later, Trends.Slope? PerHour)
{
    private const int Fewest = 8;
    private const int YoungestOldest = 4;
    private const int LongestBetweenCollections = 2;
    private const double NearlyAll = 0.9;
    private const double Most = 0.8;

    // Largest distance of the curve from a straight line that still passes for even, beside what chance gives (Kolmogorov).
    private const double Uneven = 0.15;
    private const double Chance = 1.36;

    /// <summary>The oldest is about as old as the program, as far as the dump knows it.</summary>
    public bool SinceStart => OldestMinutes >= 0.8 * ProgramMinutes;

    /// <summary>Null where ages say nothing: too few goroutines, too young, or without printed ages.</summary>
    public static Arrivals? Of(SiteGroup site)
    {
        if (site.Count < Fewest || site.Minutes is not (_, var oldest) || oldest < YoungestOldest || site.Leaked > 0) return null;
        var atMinute = ByMinute(site, oldest);
        var later = site.Count - atMinute[oldest];
        var shape = ShapeOf(atMinute, site.ProgramMinutes, site.Count);
        return new(shape, oldest, site.ProgramMinutes, later, shape == ArrivalShape.Accumulating ? RateOf(later, EndOf(atMinute, oldest)) : null);
    }

    // Those without a printed age wait for less than a minute, or no collection has seen them: they came last.
    private static long[] ByMinute(SiteGroup site, int oldest)
    {
        var counts = new long[oldest + 1];
        var dated = 0L;
        foreach (var part in site.Parts)
        {
            foreach (var wait in part.Waits)
            {
                counts[wait.Minutes] += wait.Count;
                dated += wait.Count;
            }
        }
        counts[0] += site.Count - dated;
        return counts;
    }

    private static ArrivalShape ShapeOf(long[] atMinute, int program, long count)
    {
        var oldest = atMinute.Length - 1;
        if (atMinute[oldest] + atMinute[oldest - 1] >= NearlyAll * count) return oldest >= program - 2 ? ArrivalShape.AtStart : ArrivalShape.Burst;
        if (IsEven(atMinute)) return ArrivalShape.Accumulating;
        return LargestWithin(atMinute, Math.Max(2, oldest / 8)) >= Most * count ? ArrivalShape.Burst : ArrivalShape.Unclear;
    }

    // The share that had come by each collection, against that of a steady stream.
    private static bool IsEven(long[] atMinute)
    {
        var oldest = atMinute.Length - 1;
        var begin = EndOf(atMinute, oldest);
        var all = 0L;
        for (var minute = 0; minute < oldest; minute++) all += atMinute[minute];
        if (all < Fewest || begin == 0) return false;

        var (came, ages, farthest) = (0L, 0, 0.0);
        for (var minute = oldest - 1; minute >= 0; minute--)
        {
            if (atMinute[minute] == 0) continue;
            ages++;
            came += atMinute[minute];
            var share = (begin - EndOf(atMinute, minute)) / (double)begin;
            farthest = Math.Max(farthest, Math.Abs(((double)came / all) - share));
        }
        return ages >= 3 && farthest <= Uneven + (Chance / Math.Sqrt(all));
    }

    // By how many minutes ago all of that age had come.
    private static int EndOf(long[] atMinute, int minute)
    {
        var end = Math.Max(0, minute - LongestBetweenCollections);
        for (var younger = minute - 1; younger > end; younger--)
        {
            if (atMinute[younger] > 0) return younger;
        }
        return end;
    }

    // The youngest are no burst: where goroutines come and go, most are young.
    private static long LargestWithin(long[] atMinute, int minutes)
    {
        var largest = 0L;
        for (var first = 2; first < atMinute.Length; first++)
        {
            var within = 0L;
            for (var minute = first; minute < Math.Min(atMinute.Length, first + minutes); minute++) within += atMinute[minute];
            largest = Math.Max(largest, within);
        }
        return largest;
    }

    // Arrivals by chance vary by the root of their number; a printed age is up to a minute longer.
    private static Trends.Slope RateOf(long later, int minutes)
    {
        var spread = 1.96 * Math.Sqrt(later);
        return new(60 * later / (minutes + 0.5), 60 * Math.Max(0, later - spread) / (minutes + 1), 60 * (later + spread) / minutes);
    }
}
