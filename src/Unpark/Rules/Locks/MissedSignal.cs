using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Locks;

internal sealed class MissedSignal : CauseRule
{
    public const string Cause = "Wait ends by Signal or Broadcast: none came after the wait began";

    public override RuleDoc Doc { get; } = new(
        Id: "UP3021",
        Name: "missed-signal",
        Class: FindingClass.Lock,
        Title: "A Cond waits for a Signal that does not come",
        Why: "Signal and Broadcast wake those who wait at that moment and are remembered by nobody. Who calls Wait afterwards without looking at the state first, or "
            + "waits for a state that changes without a Broadcast, as at shutdown, stays for ever. Signal wakes one of several: the others need one each.",
        Confirm: "Is the Wait in a loop that checks the state under the lock (for !ready { c.Wait() })? Does every change of that state, also the one at shutdown, call Broadcast?",
        Fix: "Check the state in a loop around Wait, and call Broadcast after every change of it while holding the lock, also at shutdown.")
    {
        Example = """
            // misses a Signal that came before
            mu.Lock()
            arrived.Wait()
            letters--
            mu.Unlock()

            // looks first, and looks again after each wake-up
            mu.Lock()
            for letters == 0 && !closed { arrived.Wait() }
            """,
    };

    public static string FixAt(string place) =>
        $"Check what {place} waits for in a loop around Wait, and call Broadcast after every change of it, also on shutdown, while holding the lock.";

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { Kind: WaitKind.Cond, Known: null, Call: null }) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [.. Relatives.Of(evidence, site), Cause]) with
        {
            RuledOut = [.. Waits.RuledOut(site, "a signal that is about to come"), "the Cond's own lock: Wait gives it back while it waits"],
            Unknown = [.. Waits.Unknown(site), "whether a Signal came before the wait began: nothing remembers it"],
        };
    }
}
