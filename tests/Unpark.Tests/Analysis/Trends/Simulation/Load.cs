namespace Unpark.Tests.Analysis.Trends.Simulation;

/// <summary>What one process of a service is given to do, by the half minute: a day's rhythm, slow wandering, rushes, and replicas that come and go.</summary>
internal sealed class Load
{
    private readonly double[] _factor;

    public Load(Chance chance, int moments)
    {
        _factor = new double[moments];
        Restarts = [.. Times(chance, moments, perDay: 0.4)];
        var (swing, phase) = (chance.Between(0, 0.8), chance.Next());
        var (replicas, rushUntil, rush, wander) = (chance.Between(2, 8), 0, 1.0, 0.0);
        var scaled = 1.0;
        for (var i = 0; i < moments; i++)
        {
            if (chance.Happens(0.5 * DayShare)) scaled *= chance.Happens(0.5) ? Math.Floor(replicas) / (Math.Floor(replicas) + 1) : Math.Floor(replicas) / (Math.Floor(replicas) - 1);
            if (i > rushUntil) rush = 1;
            if (chance.Happens(1.5 * DayShare)) (rush, rushUntil) = (chance.Between(1.5, 3), i + (int)chance.Between(10, 80));
            wander = (0.992 * wander) + (0.126 * 0.1 * chance.Gauss());
            scaled = Math.Clamp(scaled, 0.3, 3);
            _factor[i] = (1 + (swing * Math.Sin(2 * Math.PI * ((i * DayShare) + phase)))) * Math.Exp(wander) * rush * scaled;
        }
    }

    /// <summary>Part of a day that lies between two moments.</summary>
    public const double DayShare = 30.0 / (24 * 3600);

    /// <summary>Moments at which a deployment has started the process anew.</summary>
    public HashSet<int> Restarts { get; }

    /// <summary>1 is the average.</summary>
    public double At(int moment) => _factor[moment];

    private static IEnumerable<int> Times(Chance chance, int moments, double perDay)
    {
        for (var i = 1; i < moments; i++)
        {
            if (chance.Happens(perDay * DayShare)) yield return i;
        }
    }
}
