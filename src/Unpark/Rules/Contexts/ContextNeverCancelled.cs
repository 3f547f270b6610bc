using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;

namespace Unpark.Rules.Contexts;

internal sealed class ContextNeverCancelled : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP2001",
        Name: "context-never-cancelled",
        Class: FindingClass.Context,
        Title: "A context is made and nobody cancels it",
        Why: "Some contexts need a goroutine of their own until they end: one derived from a context type that is not package context's, and signal.NotifyContext. "
            + "When the cancel or stop function is thrown away, or a path leaves without calling it, that goroutine stays, and so does whoever waits for Done.",
        Confirm: "Look at the lines that make contexts: is the function it returns called on every path? go vet finds "
            + "those that are thrown away (lostcancel).",
        Fix: "Call the function that WithCancel, WithTimeout, WithDeadline or NotifyContext returned on every path: defer cancel() right after the call.")
    {
        Example = """
            // stays for ever: the cancel function is thrown away
            ctx, _ := context.WithCancel(parent)
            go watch(ctx)

            // ends with the function
            ctx, cancel := context.WithCancel(parent)
            defer cancel()
            go watch(ctx)
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (ContextGoroutines.Find(site.Stack) is not { } keeper || site.IsUsers) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [$"each belongs to one context that has not ended: {keeper.Why}"], fix: $"Call {keeper.End} on every path of the function that made the context: defer it right after the call.") with
        {
            RuledOut = [.. Waits.RuledOut(site, "a context whose work only takes its time"), "a context that ended: this goroutine ends with it, cancelled or timed out"],
            Unknown = [.. Waits.Unknown(site), "which line made the context: its goroutine is started inside the package; GODEBUG=tracebackancestors=5 has the traceback tell"],
        };
    }
}
