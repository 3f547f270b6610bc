using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Channels;

internal sealed class SelectWithoutWayOut : CauseRule
{
    public const string Cause = "a select waits when none of its cases can fire any more and none of them is a way out";

    public override RuleDoc Doc { get; } = new(
        Id: "UP1006",
        Name: "select-without-way-out",
        Class: FindingClass.Channel,
        Title: "A select waits and none of its cases comes true",
        Why: "A select waits until one of its cases can go on. It stays for ever when the partners of all cases are gone: a Stop that nobody calls, a context "
            + "that nobody cancels or that is context.Background(), a channel whose sender has returned.",
        Confirm: "Take the cases one by one: who sends, receives or closes there, and is it still alive? A case <-ctx.Done() is a way out only when the context "
            + "handed in is one that somebody cancels.",
        Fix: "Give the select a way out that is always taken: a case <-ctx.Done() of a context whose cancel is deferred, or a channel that the owner closes.")
    {
        Example = """
            // stays when the caller forgets Stop
            func (w *Worker) Start() { go func() { for { select { case j := <-w.jobs: do(j); case <-w.stop: return } } }() }

            // ends with the context of the one who started it
            func (w *Worker) Start(ctx context.Context) {
                go func() { for { select { case j := <-w.jobs: do(j); case <-ctx.Done(): return } } }()
            }
            """,
    };

    public static string FixAt(string place) =>
        $"Give the select at {place} a way out: a case <-ctx.Done(), or on a channel that the owner closes when it is done; if it has one, call that cancel, Stop or Close on every path.";

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { Kind: WaitKind.Select, Known: null, Call: null }) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [.. Relatives.Of(evidence, site), Cause]) with
        {
            RuledOut = [.. Waits.RuledOut(site, "a partner that is only slow")],
            Unknown = [.. Waits.Unknown(site), "which cases it has: a stack shows the line of the select; one of a single case shows as the operation itself"],
        };
    }
}
