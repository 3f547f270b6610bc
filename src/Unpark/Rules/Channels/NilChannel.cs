using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Channels;

internal sealed class NilChannel : Rule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP1003",
        Name: "nil-channel",
        Class: FindingClass.Channel,
        Title: "A channel operation waits on a nil channel",
        Why: "Sending to or receiving from a nil channel waits for ever: no other goroutine can reach a channel that does not exist. "
            + "The usual sources are a channel field that was never made, and <-ctx.Done() of context.Background(), context.TODO() or "
            + "a WithValue of them, whose Done returns nil.",
        Confirm: "The traceback says so itself: [chan receive (nil chan)] or [chan send (nil chan)]. Look where the channel, or the context, comes from.",
        Fix: "Make the channel before the goroutine starts. For <-ctx.Done(), pass a context that somebody cancels.")
    {
        Example = """
            // waits for ever: Background().Done() is nil
            go func() { <-context.Background().Done(); cleanup() }()

            // ends when stop is called
            ctx, stop := context.WithCancel(context.Background())
            go func() { <-ctx.Done(); cleanup() }()
            """,
    };

    public override int Specificity => 2;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var site in evidence.WaitingFor(WaitKind.ReceiveNil, WaitKind.SendNil))
        {
            // main that waits for ever is a known idiom: the program lives in its other goroutines.
            if (site is { IsMain: true, Kind: WaitKind.ReceiveNil }) continue;
            yield return SiteFinding.Of(Doc, site, IsPrinted(site) ? Confidence.Proven : Confidence.Likely, LevelOf(site), Reasons(site)) with
            {
                RuledOut = ["a channel that is made later: the operation took the nil it found, a later assignment does not reach it", .. NotMain(site)],
                Unknown = [.. Waits.Unknown(site), .. Origin(site)],
            };
        }
    }

    // A profile prints no states. Where the runtime waits for a nil channel is known by line, for released versions.
    private static bool IsPrinted(SiteGroup site) => site.Parts.Any(part => !part.StateIsDerived);

    // One receive that never ends is often a clean-up that waits for a context nobody meant to cancel: it costs one goroutine.
    private static Level LevelOf(SiteGroup site) => site switch
    {
        { IsUsers: false } => Level.Note,
        { Kind: WaitKind.ReceiveNil, Count: 1 } => Level.Warning,
        _ => Level.Error,
    };

    private static IEnumerable<string> NotMain(SiteGroup site)
    {
        if (site.Kind == WaitKind.ReceiveNil) yield return "the idiom that keeps a program alive: this is not main";
    }

    private static IEnumerable<string> Origin(SiteGroup site)
    {
        if (site.Kind == WaitKind.ReceiveNil) yield return "whether it is a channel that was never made or the Done of a context that never ends: the source tells";
    }

    private static IEnumerable<string> Reasons(SiteGroup site)
    {
        yield return IsPrinted(site)
            ? $"the runtime says that the channel is nil: {site.State}"
            : "the stack stands at the line of the runtime where goroutines wait for a nil channel";
        yield return $"no goroutine can {(site.Kind == WaitKind.SendNil ? "receive from" : "send to or close")} a nil channel";
        if (site.Kind == WaitKind.ReceiveNil) yield return "the Done channel of context.Background() and context.TODO() is nil too";
    }
}
