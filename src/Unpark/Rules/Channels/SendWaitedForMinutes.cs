using Unpark.Analysis;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Channels;

internal sealed class SendWaitedForMinutes : Rule
{
    // A rush may keep a sender waiting for a moment; the healthy daemons of the tests show none at all.
    private const int Long = 2;

    public override RuleDoc Doc { get; } = new(
        Id: "UP1007",
        Name: "send-waited-for-minutes",
        Class: FindingClass.Channel,
        Title: "A send has waited for minutes",
        Why: "Who receives waits for work, often and long, and nothing is wrong. Who sends has something to hand over: when nobody takes it for minutes, the receiver is "
            + "slow, stuck or gone. A goroutine that makes values in advance, one at a time, for whoever asks is the exception.",
        Confirm: "Look again a minute later: the same ids with more minutes are stuck, others are a queue that moves.",
        Fix: "Select on ctx.Done() beside the send, or give the channel room; find why nobody receives.")
    {
        Example = """
            // waits for ever when the writer has stopped
            records <- r

            // says so instead
            select {
            case records <- r:
            case <-ctx.Done(): return ctx.Err()
            }
            """,
        MaxConfidence = Confidence.Suspected,
    };

    public override int Specificity => 0;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var site in evidence.Sites)
        {
            if (site is not { Kind: WaitKind.Send, IsUsers: true, Leaked: 0 } || site.WaitedFor(Long) is not (> 0 and var waited)) continue;
            yield return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Warning, [$"{Words.Part(waited, site.Count)} waited {Long} minutes or longer to hand over a value"]) with
            {
                Unknown = ["whether somebody still receives, slowly: a second traceback shows whether the same ids wait"],
            };
        }
    }
}
