namespace Unpark.Tests.Analysis.Trends.Simulation;

/// <summary>A simulated process: how many goroutines wait at each of its lines, every half minute.</summary>
internal sealed class Process
{
    private Process(List<long[]> sites) => Sites = sites;

    public IReadOnlyList<long[]> Sites { get; }

    /// <summary>What go_goroutines would show.</summary>
    public long[] Totals()
    {
        var totals = new long[Sites[0].Length];
        foreach (var site in Sites)
        {
            for (var i = 0; i < totals.Length; i++) totals[i] += site[i];
        }
        return totals;
    }

    /// <summary>A process in which nothing leaks: workers, requests, connections, a pool that grows with demand, batches, streams.</summary>
    public static Process Healthy(int seed, int moments)
    {
        var chance = new Chance((ulong)seed);
        var load = new Load(chance, moments);
        var sites = new List<long[]> { Lines.Workers(chance, moments), Lines.Requests(chance, load, moments), Lines.Requests(chance, load, moments) };
        if (chance.Happens(0.7)) sites.Add(Lines.IdleConnections(chance, load, moments));
        if (chance.Happens(0.4)) sites.Add(Lines.PoolOnDemand(chance, load, moments));
        if (chance.Happens(0.4)) sites.Add(Lines.Batches(chance, load, moments));
        if (chance.Happens(0.3)) sites.Add(Lines.Streams(chance, load, moments));
        return new(sites);
    }

    /// <summary>A healthy process in which, from some moment on, goroutines leak at a line where others wait for a short time as well.</summary>
    /// <param name="busy">How many others wait at that line on average.</param>
    public static Process Leaking(int seed, int moments, int from, double perHour, double busy)
    {
        var process = Healthy(seed, moments);
        var chance = new Chance((ulong)seed + 1_000_000);
        var load = new Load(chance, moments);
        var site = Lines.Requests(chance, load, moments, busy, seconds: 20);
        var leaked = 0L;
        for (var i = from; i < moments; i++) site[i] += leaked += chance.Poisson(perHour / 120);
        return new([.. process.Sites, site]);
    }
}
