using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;
using Unpark.Rules.Timers;

namespace Unpark.Rules.Channels;

internal sealed class UnclosedRange : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP1005",
        Name: "unclosed-range",
        Class: FindingClass.Channel,
        Title: "A range over a channel waits for a close that does not come",
        Why: "for v := range ch ends when ch is closed, and only then. When the last value was sent and nobody closes the channel, every goroutine that "
            + "ranges over it waits for the next one for ever.",
        Confirm: "Look at the line: a range over a channel, or v, ok := <-ch, both of which expect a close. A profile tells them from a plain receive, "
            + "by the frame runtime.chanrecv2. Then look for the close: it must run on every path of the last sender.",
        Fix: "Close the channel when the last value was sent: defer close(ch) in the one sender, or after the WaitGroup of several.")
    {
        Example = """
            // each worker waits for the next job when there is none left
            jobs := make(chan int)
            for i := 0; i < 2; i++ {
                go func() { for job := range jobs { do(job) } }()
            }
            for job := 0; job < 10; job++ { jobs <- job }

            // ends the range of every worker
            close(jobs)
            """,
    };

    public override int Specificity => 2;

    public static string FixAt(string place) =>
        $"Close the channel that {place} ranges over when the last value was sent, on every path: defer close(ch) in the one who sends; of several senders, after their WaitGroup. Or let a select with <-ctx.Done() end the loop.";

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { Kind: WaitKind.Receive, Known: null, Call: null } || !evidence.Receives.IsRangeOrOk(site) || EndlessTimerLoop.Claims(evidence, site)) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, Reasons(evidence, site), fix: FixAt(Words.Place(site.Site!.Frame))) with
        {
            RuledOut = [.. Waits.RuledOut(site, "a sender that is only slow"), "a plain receive, <-ch or <-ctx.Done(): the profile shows the form that asks whether the channel is closed"],
            Unknown = [.. Waits.Unknown(site), "whether it is a range or v, ok := <-ch (both are one call of the runtime), and whether the channel is a ticker's, which nobody closes: leave such a loop by a select with <-ctx.Done()"],
        };
    }

    private static IEnumerable<string> Reasons(Evidence evidence, SiteGroup site)
    {
        yield return "the line ranges over a channel, or asks whether it is closed (v, ok := <-ch): runtime.chanrecv2 in the profile";
        foreach (var reason in Relatives.Of(evidence, site)) yield return reason;
        yield return "a range ends when the channel is closed, not when the last value was sent";
    }
}
