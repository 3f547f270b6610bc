using Unpark.Analysis.Ages;
using Unpark.Analysis.Sites;
using Unpark.Findings;

namespace Unpark.Rules;

/// <summary>What ages say, in the words of a finding.</summary>
internal static class AgeReasons
{
    /// <summary>Null where ages say nothing.</summary>
    public static AgePattern? PatternOf(SiteGroup site) => Arrivals.Of(site) is not { } arrivals
        ? null
        : new(ShapeOf(arrivals.Shape), arrivals.PerHour?.PerHour, arrivals.PerHour?.Low, arrivals.PerHour?.High, BasisOf(site, arrivals));

    /// <summary>"the program is at least 16 minutes old"</summary>
    public static string ProgramAge(Arrivals arrivals) => $"the program is at least {Words.Count(arrivals.ProgramMinutes, "minute")} old, as its longest wait says";

    private static string BasisOf(SiteGroup site, Arrivals arrivals) => arrivals.Shape switch
    {
        ArrivalShape.Accumulating => $"{Words.Number(arrivals.Later)} came one after another since the oldest, which has waited for {Words.Count(arrivals.OldestMinutes, "minute")}; {ProgramAge(arrivals)}",
        ArrivalShape.AtStart => $"nearly all have waited for {Words.Count(arrivals.OldestMinutes, "minute")}, as long as anything in the program: started together with it, or before its first garbage collection",
        ArrivalShape.Burst => $"{Words.Goroutines(site.Count)}, nearly all of one age; the oldest has waited for {Words.Count(arrivals.OldestMinutes, "minute")}, {ProgramAge(arrivals)}",
        _ => $"the ages, up to {Words.Count(arrivals.OldestMinutes, "minute")}, fit neither a steady stream nor one start",
    };

    private static AgeShape ShapeOf(ArrivalShape shape) => shape switch
    {
        ArrivalShape.Accumulating => AgeShape.Accumulating,
        ArrivalShape.AtStart => AgeShape.AtStart,
        ArrivalShape.Burst => AgeShape.Burst,
        _ => AgeShape.Unclear,
    };
}
