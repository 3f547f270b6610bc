namespace Unpark.Tests.Analysis.Trends.Simulation;

/// <summary>Random numbers that are the same on every machine and runtime: xorshift64* from a seed.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = (seed * 0x9E3779B97F4A7C15) ^ 0xD1B54A32D192ED03;

    /// <summary>From 0 up to but not 1.</summary>
    public double Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (unchecked(_state * 0x2545F4914F6CDD1D) >> 11) / (double)(1UL << 53);
    }

    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>Every order of magnitude as often as the next.</summary>
    public double LogBetween(double low, double high) => low * Math.Pow(high / low, Next());

    public bool Happens(double probability) => Next() < probability;

    public double Gauss() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());

    public long Poisson(double mean)
    {
        if (mean > 30) return (long)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Gauss())));
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Next(); product > limit; product *= Next()) count++;
        return count;
    }

    /// <summary>How many of <paramref name="count"/> stay when each does with a probability.</summary>
    public long Thin(long count, double probability)
    {
        if (count > 50) return Math.Clamp((long)Math.Round((count * probability) + (Math.Sqrt(count * probability * (1 - probability)) * Gauss())), 0, count);
        var stay = 0L;
        for (var i = 0L; i < count; i++) stay += Happens(probability) ? 1 : 0;
        return stay;
    }
}
