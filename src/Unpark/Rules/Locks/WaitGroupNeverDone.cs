using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Locks;

internal sealed class WaitGroupNeverDone : CauseRule
{
    public const string Cause = "Wait ends when every Add has its Done: a path leaves without Done, or a goroutine it waits for is stuck itself";

    private const string StuckBeside = ", started in the same function: it waits for what is stuck there";
    private const string MayCallDone = ", started in the same function: may still call Done";
    private const string First = "First let the goroutines ";
    private const string ThenGoesOn = " end: Wait goes on when they do. ";
    private const string GroupWait = "golang.org/x/sync/errgroup.(*Group).Wait";
    private const int PlacesTold = 3;

    public override RuleDoc Doc { get; } = new(
        Id: "UP3020",
        Name: "waitgroup-never-done",
        Class: FindingClass.WaitGroup,
        Title: "A WaitGroup waits for a Done that does not come",
        Why: "Wait returns when Done was called as often as Add asked for. A path that returns or panics before a Done that is not deferred, an Add of more than "
            + "is started, or a goroutine of the group that is stuck itself keeps it for ever. errgroup's Wait is the same: it waits for every function.",
        Confirm: "Look at the goroutines started where the Wait stands: is one of them still there, it is the one that holds things up; are all gone, one left without Done.",
        Fix: "Add before the go statement and defer wg.Done() as the first line of the goroutine; from Go 1.25 on, wg.Go(f) does both.")
    {
        Example = """
            // Wait stays when crawl fails
            wg.Add(1)
            go func() {
                if err := crawl(); err != nil { return }
                wg.Done()
            }()

            // Done runs on every path, also while a panic unwinds
            wg.Add(1)
            go func() {
                defer wg.Done()
                if err := crawl(); err != nil { return }
            }()
            """,
    };

    public static string FixAt(string place) =>
        $"Make every goroutine that {place} waits for call Done: Add before the go statement, defer wg.Done() as the first line of the goroutine (from Go 1.25 on, wg.Go does both).";

    /// <summary>One line of those it waits for, when the source tells them.</summary>
    public static string ReasonOf(string stuck) => $"{stuck}, in front of its Done";

    /// <summary>Told of those started beside it, as a guess.</summary>
    public static bool IsOfOthers(string reason) => reason.EndsWith(StuckBeside, StringComparison.Ordinal) || reason.EndsWith(MayCallDone, StringComparison.Ordinal);

    /// <summary>The fix once more, after the place where those it waits for are stuck; null: nobody is.</summary>
    public static string FixAfter(string? place, string fix)
    {
        var own = fix.StartsWith(First, StringComparison.Ordinal) ? fix[(fix.IndexOf(ThenGoesOn, StringComparison.Ordinal) + ThenGoesOn.Length)..] : fix;
        return place is null ? own : $"{First}at {place}{ThenGoesOn}{own}";
    }

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site.Kind != WaitKind.WaitGroup || site is not ({ Known: null, Call: null } or { Call.Function: GroupWait })) return null;

        var awaited = Relatives.WaitedForBy(evidence, site);
        var stuck = awaited.Where(other => other.Kind.IsBlocked()).Take(PlacesTold).ToList();
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, Reasons(site, awaited, stuck), fix: FixOf(site, stuck)) with
        {
            RuledOut = [.. Waits.RuledOut(site, "work that only takes its time")],
            Unknown = [.. Waits.Unknown(site), "how many Done are missing: no evidence but a core shows the counter"],
        };
    }

    private static IEnumerable<string> Reasons(SiteGroup site, IReadOnlyList<SiteGroup> awaited, List<SiteGroup> stuck)
    {
        foreach (var other in stuck) yield return $"{SiteFinding.TitleOf(other)}{StuckBeside}";
        foreach (var other in awaited.Where(other => !other.Kind.IsBlocked()).Take(PlacesTold)) yield return $"{SiteFinding.TitleOf(other)}{MayCallDone}";
        if (awaited.Count == 0 && site.CreatedBy is not null) yield return "no goroutine is left of those started in the same function: one of them ended without Done, or Add counted more than were started";
        yield return Cause;
    }

    private static string FixOf(SiteGroup site, List<SiteGroup> stuck)
    {
        var first = stuck.Find(other => other.Site is not null);
        // "go wg.Wait()" has no line of its own but that of its start.
        var own = site is { IsUsers: false, CreatedBy: { } creator } ? creator : site.Site!.Frame;
        var fix = site.Call is null ? FixAt(Words.Place(own)) : Advice.FixOf(site);
        return first is null ? fix : $"{First}{Words.At(first)}{ThenGoesOn}{fix}";
    }
}
