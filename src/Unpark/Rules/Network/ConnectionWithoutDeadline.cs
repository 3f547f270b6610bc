using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;

namespace Unpark.Rules.Network;

internal sealed class ConnectionWithoutDeadline : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP4006",
        Name: "connection-without-deadline",
        Class: FindingClass.Network,
        Title: "A connection is read or written without a deadline",
        Why: "Read waits until the other side sends or hangs up, Write until it takes what was sent. A peer whose program hangs, or that waits "
            + "itself, does neither, and without a deadline the goroutine stays. TCP keep-alive, which Go switches on by default, notices within minutes a host that is gone, and never one that is only silent.",
        Confirm: "The goroutine is inside net.(*conn).Read or Write in [IO wait]. Its minutes say how long the other side has been silent.",
        Fix: "Set a deadline before each Read and Write (SetReadDeadline, SetWriteDeadline; it is a point in time, not a duration, and stays set), or close the connection when its owner is done: "
            + "both make the call return.")
    {
        Example = """
            n, err := conn.Read(buf) // waits for ever

            conn.SetReadDeadline(time.Now().Add(30 * time.Second))
            n, err := conn.Read(buf) // errors.Is(err, os.ErrDeadlineExceeded) after 30 s
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { IsUsers: true, Call.Function: "net.(*conn).Read" or "net.(*conn).Write" }) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [Advice.CauseOf(site)]) with
        {
            RuledOut = site.WaitedFor(1) is var waited and > 0 ? [$"a peer that is only slow: {Words.Part(waited, site.Count)} waited a minute or longer"] : [],
            Unknown = site.Minutes is null ? ["since when the other side is silent: no waits are printed; take a traceback (debug=2) after some minutes"] : [],
        };
    }

    internal override bool IsWorthALook(Evidence evidence, SiteGroup site) => true;
}
