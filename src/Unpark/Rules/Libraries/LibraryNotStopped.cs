using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;

namespace Unpark.Rules.Libraries;

internal sealed class LibraryNotStopped : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP5020",
        Name: "library-not-stopped",
        Class: FindingClass.Library,
        Title: "A library's client, pool or watcher is not closed",
        Why: "Clients of queues, databases and caches, file watchers, schedulers and tracers run goroutines of their own until they are closed. Made for each request instead of once, "
            + "or made in a test and forgotten, each leaves its goroutines behind. Unpark knows such goroutines of some 120 libraries by name: what they are for, how many there should be, what stops them.",
        Confirm: "More of them than the library's documentation lets expect, and created again and again at the line under \"created\". A row of your own in .unpark.yaml (docs/configuration.md) "
            + "tells Unpark of goroutines it does not know.",
        Fix: "Make the owner once and share it, or call what stops it (Close, Stop, Shutdown: the finding names it) where its user is done, on every path.")
    {
        Example = """
            // a watcher for each call, none closed
            w, err := fsnotify.NewWatcher()

            w, err := fsnotify.NewWatcher()
            if err != nil { return err }
            defer w.Close()
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { IsUsers: false, Known: { CanBeStopped: true } known } || !LibraryFacts.IsOfLibrary(known)) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, LibraryFacts.Seen(evidence, site), LibraryFacts.TitleOf(site, "not stopped")) with
        {
            RuledOut = [.. RuledOut(evidence, site, known)],
            Unknown = site.CreatedBy is null ? ["who made their owners: a profile has no creators; take a traceback (debug=2)"] : [],
        };
    }

    private static IEnumerable<string> RuledOut(Evidence evidence, SiteGroup site, KnownGoroutine known)
    {
        if (evidence.Setting.IsOver) yield return $"an owner still in use: the work is over, and {known.StopCall} would have ended {(site.Count == 1 ? "it" : "them")}";
    }
}
