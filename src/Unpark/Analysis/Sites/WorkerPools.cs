namespace Unpark.Analysis.Sites;

/// <summary>Tells workers that were started in a loop from goroutines that came one by one.</summary>
internal static class WorkerPools
{
    private const int LookedAt = 1000;

    /// <summary>
    /// The longest run of goroutines of a site with ids that follow each other and one creator; 0 where the evidence has no ids,
    /// or when one of those looked at stands alone.
    /// </summary>
    /// <remarks>A processor hands out ids in batches of 16 (<c>newproc1</c>, runtime/proc.go): a loop of go statements gets a run of them.</remarks>
    public static int LargestStartedAtOnce(SiteGroup site)
    {
        var workers = site.Goroutines.Take(LookedAt).ToList();
        workers.Sort((a, b) => a.Id.CompareTo(b.Id));
        var (largest, run) = (0, 0);
        for (var i = 0; i < workers.Count; i++)
        {
            var follows = i > 0 && workers[i].Id == workers[i - 1].Id + 1 && workers[i].CreatorId == workers[i - 1].CreatorId;
            if (!follows && run == 1) return 0;
            run = follows ? run + 1 : 1;
            largest = Math.Max(largest, run);
        }
        return run == 1 ? 0 : largest;
    }
}
