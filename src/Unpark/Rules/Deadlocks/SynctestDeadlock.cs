using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Rules.Deadlocks;

internal sealed class SynctestDeadlock : Rule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP7003",
        Name: "synctest-deadlock",
        Class: FindingClass.Deadlock,
        Title: "Goroutines of a synctest bubble can never go on",
        Why: "In a bubble of testing/synctest only the bubble's own goroutines can wake each other. When all of them block on each other, or when the "
            + "test function returned and some still block, nothing can change any more, and the runtime panics.",
        Confirm: "The text is the proof: \"blocked goroutines remain\" names a leak inside the bubble, \"all goroutines in bubble are blocked\" a deadlock. "
            + "Waits marked (durable) can end only from inside.",
        Fix: "Let every goroutine the test starts end before the test function returns: cancel its context, close its channel, receive what it sends.")
    {
        Example = """
            synctest.Test(t, func(t *testing.T) {
                ctx, cancel := context.WithCancel(t.Context())
                go worker(ctx)
                // ...
                cancel()          // without it: blocked goroutines remain
            })
            """,
        Versions = "testing/synctest: Go 1.25, or 1.24 built with GOEXPERIMENT=synctest (where Test is called Run and takes no t)",
    };

    public override int Specificity => 2;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var facts in evidence.Facts.Where(facts => facts.Main.Crash?.Kind == CrashKind.SynctestDeadlock))
        {
            foreach (var site in facts.Sites.Where(IsStuckInBubble))
            {
                yield return SiteFinding.Of(Doc, site, Confidence.Proven, Level.Error, [facts.Main.Crash!.Message, Advice.CauseOf(site)], SiteFinding.TitleOf(site) + ", inside a synctest bubble");
            }
        }
    }

    private static bool IsStuckInBubble(SiteGroup site) =>
        site.IsUsers && site.Kind.IsBlocked() && site.Parts.All(part => part.SynctestBubble is not null) && !TestFrames.WaitsForTest(site.Stack);
}
