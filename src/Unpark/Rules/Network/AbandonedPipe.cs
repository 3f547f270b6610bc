using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;

namespace Unpark.Rules.Network;

internal sealed class AbandonedPipe : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP4007",
        Name: "abandoned-pipe",
        Class: FindingClass.Network,
        Title: "One end of an io.Pipe was left, the other waits",
        Why: "An io.Pipe has no buffer: each Write waits until the bytes are read, each Read until bytes are written or the writer is closed. When one side returns early, "
            + "on an error most often, and does not close its end, the other waits for ever.",
        Confirm: "The goroutine is inside io.(*pipe).write or io.(*pipe).read. Look whether anybody is on the other side: in the same evidence it would be inside the other of the two.",
        Fix: "Close both ends on every path: the reader by defer pr.Close() (or CloseWithError), the writer by pw.CloseWithError(err). The other side then gets an error and returns.")
    {
        Example = """
            pr, pw := io.Pipe()
            go func() { pw.CloseWithError(json.NewEncoder(pw).Encode(v)) }()
            defer pr.Close() // without it, an early return leaves the encoder in its write
            return upload(ctx, pr)
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        var other = site.Call?.Function switch
        {
            "io.(*pipe).write" => "io.(*pipe).read",
            "io.(*pipe).read" => "io.(*pipe).write",
            _ => null,
        };
        if (other is null) return null;

        var partners = evidence.Sites.Where(one => one.Call?.Function == other || one.Stack.Frames.Any(frame => frame.Function == other)).Sum(one => one.Count);
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [Advice.CauseOf(site)]) with
        {
            RuledOut = partners < site.Count ? [$"a partner that is slow: {Words.Goroutines(partners)} wait at the other end of any pipe"] : [],
            Unknown = partners < site.Count ? [] : [$"which pipe: {Words.Goroutines(partners)} wait at the other ends of pipes, and a stack does not say whose"],
        };
    }
}
