namespace Unpark.Tests.Analysis.Trends.Simulation;

/// <summary>Lines of a healthy program at which goroutines wait. A restart takes them all away.</summary>
internal static class Lines
{
    private const double Step = 30;

    public static long[] Workers(Chance chance, int moments)
    {
        var count = (long)chance.Between(1, 64);
        var counts = new long[moments];
        Array.Fill(counts, count);
        return counts;
    }

    public static long[] Requests(Chance chance, Load load, int moments) => Requests(chance, load, moments, chance.LogBetween(0.1, 300), chance.LogBetween(1, 1200));

    /// <summary>Poisson arrivals; each stays for a random time (exponential).</summary>
    public static long[] Requests(Chance chance, Load load, int moments, double mean, double seconds)
    {
        var counts = new long[moments];
        var stays = Math.Exp(-Step / seconds);
        var now = 0L;
        for (var i = 0; i < moments; i++)
        {
            if (load.Restarts.Contains(i)) now = 0;
            now = chance.Thin(now, stays) + chance.Poisson(mean * load.At(i) * (1 - stays));
            counts[i] = now;
        }
        return counts;
    }

    /// <summary>Kept for a minute and a half after use: as many as were busy at once in that time.</summary>
    public static long[] IdleConnections(Chance chance, Load load, int moments)
    {
        var mean = chance.LogBetween(1, 100);
        var counts = new long[moments];
        var kept = new Queue<long>();
        for (var i = 0; i < moments; i++)
        {
            if (load.Restarts.Contains(i)) kept.Clear();
            kept.Enqueue(chance.Poisson(mean * load.At(i)));
            if (kept.Count > 3) kept.Dequeue();
            counts[i] = kept.Max();
        }
        return counts;
    }

    /// <summary>Never shrinks: as many as were ever busy at once, up to a limit.</summary>
    public static long[] PoolOnDemand(Chance chance, Load load, int moments)
    {
        var (mean, limit) = (chance.LogBetween(1, 60), (long)chance.LogBetween(10, 200));
        var counts = new long[moments];
        var most = 0L;
        for (var i = 0; i < moments; i++)
        {
            if (load.Restarts.Contains(i)) most = 0;
            most = Math.Min(limit, Math.Max(most, chance.Poisson(mean * load.At(i))));
            counts[i] = most;
        }
        return counts;
    }

    /// <summary>Every few hours a job starts many goroutines at once, which end one after another.</summary>
    public static long[] Batches(Chance chance, Load load, int moments)
    {
        var (every, size, lasts) = (chance.LogBetween(60, 720), (long)chance.LogBetween(10, 500), chance.LogBetween(2, 60));
        var counts = new long[moments];
        var (now, next) = (0L, chance.Between(0, every));
        for (var i = 0; i < moments; i++)
        {
            if (load.Restarts.Contains(i)) now = 0;
            now = chance.Thin(now, Math.Exp(-1 / lasts));
            if (i >= next) (now, next) = (now + size, next + every);
            counts[i] = now;
        }
        return counts;
    }

    /// <summary>Connections of an hour or more; after a restart all clients come back within minutes.</summary>
    public static long[] Streams(Chance chance, Load load, int moments)
    {
        var (mean, hours) = (chance.LogBetween(10, 500), chance.Between(0.5, 3));
        var counts = new long[moments];
        var stays = Math.Exp(-Step / (hours * 3600));
        var (now, back) = (0L, 0);
        for (var i = 0; i < moments; i++)
        {
            if (i == 0 || load.Restarts.Contains(i)) (now, back) = (0, i + 6);
            var missing = i <= back ? Math.Max(0, (mean * load.At(i)) - now) / 3 : 0;
            now = chance.Thin(now, stays) + chance.Poisson((mean * load.At(i) * (1 - stays)) + missing);
            counts[i] = now;
        }
        return counts;
    }
}
