using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Channels;

internal sealed class AbandonedSender : CauseRule
{
    public const string Cause = "a send waits when the receiver is gone, stuck itself, or takes fewer values than are sent";

    public override RuleDoc Doc { get; } = new(
        Id: "UP1001",
        Name: "abandoned-sender",
        Class: FindingClass.Channel,
        Title: "A send waits for a receiver that does not come",
        Why: "A send on a channel without room waits until somebody receives. When the receiver has returned early, on an error, at a time-out or with the "
            + "first of several answers, nobody does: the sender stays for ever, with everything it refers to. A buffer only delays it until it is full.",
        Confirm: "Look at every receive from that channel and at the returns before it. In two tracebacks the same ids still wait; the leak profile of Go 1.27 "
            + "proves it unless a global variable or a running goroutine holds the channel.",
        Fix: "Give the channel a buffer with room for every value that can be sent, or select on ctx.Done() beside the send.")
    {
        Example = """
            // stays behind when ctx ends first
            out := make(chan int)
            go func() { out <- compute() }()
            select {
            case v := <-out: return v, nil
            case <-ctx.Done(): return 0, ctx.Err()
            }

            // does not: the value finds room whether or not anybody receives
            out := make(chan int, 1)
            """,
    };

    public static string FixAt(string place) =>
        $"Let the send at {place} end when nobody receives any more: select on it together with <-ctx.Done(), or give the channel a buffer that holds every value sent.";

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { Kind: WaitKind.Send, Known: null, Call: null }) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [.. Relatives.Of(evidence, site), .. Starters(site), Cause]) with
        {
            RuledOut = [.. Waits.RuledOut(site, "a receiver that is only slow")],
            Unknown = [.. Waits.Unknown(site), "whether the channel has a buffer that is full, or none: no evidence but the source or a core shows a channel"],
        };
    }

    private static IEnumerable<string> Starters(SiteGroup site)
    {
        if (site.Parts.Any(part => part.CreatedBy?.Function == "time.goFunc")) yield return "a timer started it: the function given to time.AfterFunc";
    }
}
