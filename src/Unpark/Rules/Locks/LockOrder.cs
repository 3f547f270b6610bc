using Unpark.Analysis.Sites;
using Unpark.Analysis.WaitFor;
using Unpark.Findings;
using Unpark.Rules.Deadlocks;

namespace Unpark.Rules.Locks;

internal sealed class LockOrder : DeadlockRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP3003",
        Name: "lock-order",
        Class: FindingClass.Lock,
        Title: "Goroutines take the same locks in different order",
        Why: "One goroutine holds the first lock and waits for the second, another holds the second and waits for the first. It needs bad luck in time, "
            + "so tests pass and production stops, some day, in everything that needs either lock.",
        Confirm: "The reasons name a goroutine for each lock. Look which lock each of them took before it came to its line.",
        Fix: "Take the locks in one order everywhere: by a number, by address, outer object first. Or hold one at a time.")
    {
        Example = """
            // transfer(a, b) and transfer(b, a) wait for each other
            from.mu.Lock()
            to.mu.Lock()

            // the lower number first, whoever pays
            first, second := from, to
            if second.number < first.number { first, second = second, first }
            first.mu.Lock()
            second.mu.Lock()
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override DeadlockKind Kind => DeadlockKind.Order;

    internal override string TitleOf(Deadlock deadlock, SiteGroup site)
    {
        if (deadlock.Links.FirstOrDefault(link => link.From.Site.Key == site.Key) is not { To: { } holder }) return SiteFinding.TitleOf(site);
        var where = holder.Site.Key == site.Key ? "who waits for another lock at the same line" : $"who waits for another lock {Words.At(holder.Site)}";
        return $"Lock order: {SiteFinding.TitleOf(site)}, held by one {where}";
    }

    internal override string FixOf(Deadlock deadlock, SiteGroup site)
    {
        var places = deadlock.Links.Select(link => Words.At(link.From.Site)).Distinct(StringComparer.Ordinal).Take(3).ToList();
        return $"Take the locks that are waited for {string.Join(" and ", places)} in one order everywhere, or hold only one of them at a time.";
    }
}
