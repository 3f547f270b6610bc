using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Channels;

internal sealed class AbandonedReceiver : CauseRule
{
    public const string Cause = "a receive waits when no sender is left and nobody closes the channel; for <-ctx.Done(), when nobody cancels the context";

    public override RuleDoc Doc { get; } = new(
        Id: "UP1002",
        Name: "abandoned-receiver",
        Class: FindingClass.Channel,
        Title: "A receive waits for a value or a close that does not come",
        Why: "A receive waits until somebody sends or closes the channel. When the sender returns early, on an error say, without either, the receiver stays for "
            + "ever. <-ctx.Done() is such a receive too: it ends when somebody calls cancel, or a deadline passes.",
        Confirm: "Look at every send to and close of that channel and at the returns before them. In two tracebacks the same ids still wait; idle workers that wait "
            + "for the next job look the same, but their number does not grow.",
        Fix: "Close the channel on every path of whoever sends, by defer, or select on ctx.Done() beside the receive.")
    {
        Example = """
            // waits for ever when lookup fails
            found := make(chan string)
            go func() { use(<-found) }()
            if address, err := lookup(); err == nil {
                found <- address
            }

            // ends on every path: a receive from a closed channel returns at once
            defer close(found)
            """,
    };

    public static string FixAt(string place) =>
        $"Let the receive at {place} end: have the sender close the channel on every path (defer close(ch)), or select on it together with <-ctx.Done(). If it is <-ctx.Done() itself, call that context's cancel.";

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { Kind: WaitKind.Receive, Known: null, Call: null } || evidence.Receives.IsRangeOrOk(site)) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [.. Relatives.Of(evidence, site), Cause]) with
        {
            RuledOut = [.. Waits.RuledOut(site, "a sender that is only slow")],
            Unknown = [.. Waits.Unknown(site), "what the channel is: <-ctx.Done(), a timer's channel and one of the program's own look alike in every kind of evidence"],
        };
    }
}
