using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Lifecycle;

internal sealed class EndlessLoop : CauseRule
{
    public const string Cause = "the goroutines do not end, or are started faster than they end";

    public override RuleDoc Doc { get; } = new(
        Id: "UP5005",
        Name: "endless-loop",
        Class: FindingClass.Scheduling,
        Title: "Goroutines run and do not end",
        Why: "A goroutine that runs is not stuck: it is in a loop whose condition never becomes false, polls without a pause, or has more to do than time. "
            + "It keeps a processor busy, and no leak check that looks for waits sees it.",
        Confirm: "A CPU profile shows the same line; two tracebacks show the same ids, running or runnable. Is there a statement that ends the loop, and who makes it?",
        Fix: "Check ctx.Err() in the loop and return, wait for a change instead of polling, and bound how many run at once.")
    {
        Example = """
            // spins until somebody sets the flag, or for ever
            go func() { for !done.Load() { } }()

            // waits without a processor, and ends with the context
            go func() {
                select {
                case <-done:
                case <-ctx.Done():
                }
            }()
            """,
    };

    public static string FixAt(string place) => $"Give the loop at {place} an exit (check ctx.Err()), or bound how many run at once.";

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { Kind: WaitKind.Running, Known: null, Call: null }) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [.. Relatives.Of(evidence, site), Cause]) with
        {
            RuledOut = ["a wait: they run, or are ready to"],
            Unknown = ["whether they are about to end: a look shows one instant; two tracebacks show whether the same ids are still there"],
        };
    }
}
