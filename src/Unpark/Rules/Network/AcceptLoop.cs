using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;

namespace Unpark.Rules.Network;

internal sealed class AcceptLoop : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP4005",
        Name: "accept-loop",
        Class: FindingClass.Network,
        Title: "A listener is never closed",
        Why: "Accept returns when a client connects or when the listener is closed; cancelling a context does nothing to it. A loop around Accept whose listener nobody "
            + "closes stays for as long as the process, and a program that makes listeners again and again (for a callback, a test, a port to hand out) collects them.",
        Confirm: "The goroutine is inside net.(*TCPListener).Accept or its like in [IO wait]. ss -ltnp lists the listeners of the process: more than it should have means that they are not closed.",
        Fix: "Close the listener when its owner is done: a goroutine that waits for <-ctx.Done() and then calls l.Close(), or context.AfterFunc(ctx, func() { l.Close() }) from Go 1.21. "
            + "Accept then returns an error for which errors.Is(err, net.ErrClosed) holds.")
    {
        Example = """
            // stays
            go func() {
                for {
                    c, err := l.Accept()
                    if err != nil { return }
                    go serve(c)
                }
            }()

            // ends with ctx
            go func() { <-ctx.Done(); l.Close() }()
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { IsUsers: true, IsMain: false, Call: { } call } || !LibraryCalls.IsAccept(call)) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [Advice.CauseOf(site)]) with
        {
            RuledOut = site.Count == 1 ? [] : [$"the program's listener: there are {Words.Number(site.Count)} of them at this line"],
        };
    }
}
