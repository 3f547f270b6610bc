using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Lifecycle;

internal sealed class NobodyLeft : Rule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP5007",
        Name: "nobody-left",
        Class: FindingClass.Lifecycle,
        Title: "Those who should end a wait have ended themselves, or are stuck",
        Why: "A send, a WaitGroup or a lock is waited for until a certain other goroutine does its part. One traceback can show that it will not: whoever started "
            + "the senders has returned, again and again; or every goroutine of a WaitGroup that is still there waits to send itself.",
        Confirm: "Look at the lines named: can anybody else receive from that channel, call that Done? The same ids a minute later make sure.",
        Fix: "Receive every value before returning, or give the channel room for it; let a goroutine call Done on every path, by defer.")
    {
        Example = """
            // whoever gets the first answer returns, the other senders stay
            answers := make(chan string)
            for _, r := range replicas { go func(r Replica) { answers <- r.Ask() }(r) }
            return <-answers

            // room for all answers
            answers := make(chan string, len(replicas))
            """,
        MaxConfidence = Confidence.Suspected,
    };

    public override int Specificity => 0;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var site in evidence.Sites)
        {
            if (site is not { IsUsers: true, IsMain: false, Leaked: 0 } || ReasonOf(evidence, site) is not { } reason) continue;
            yield return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Warning, [reason]) with
            {
                Unknown = ["whether somebody else can end the wait: who else holds the channel or the WaitGroup, one look cannot tell"],
            };
        }
    }

    private static string? ReasonOf(Evidence evidence, SiteGroup site) => site.Kind switch
    {
        WaitKind.Send => ReasonOfSenders(evidence, site),
        WaitKind.WaitGroup => ReasonOfWaiters(evidence, site),
        _ => null,
    };

    // One such sender may be a generator of values, which waits for the next reader; several of which each has lost who started it are a habit.
    private static string? ReasonOfSenders(Evidence evidence, SiteGroup site) =>
        site.Count > 1 && evidence.Last!.Kinship.IsOrphaned(site) == true
            ? $"{Words.Goroutines(site.Count)} wait to send, and whoever started them has ended: a receiver that returned early leaves its senders so"
            : null;

    private static string? ReasonOfWaiters(Evidence evidence, SiteGroup site)
    {
        var awaited = Relatives.WaitedForBy(evidence, site);
        return awaited.Count > 0 && awaited.All(IsStuck)
            ? $"all that are left of the goroutines it waits for are stuck themselves: {SiteFinding.TitleOf(awaited[0])}"
            : null;
    }

    // Idle workers receive or select; a send or a lock waits for somebody in particular.
    private static bool IsStuck(SiteGroup site) => site.Kind is WaitKind.Send or WaitKind.SendNil or WaitKind.ReceiveNil || site.Kind.IsLock();
}
