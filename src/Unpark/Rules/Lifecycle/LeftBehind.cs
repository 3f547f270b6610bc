using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Rules.Lifecycle;

internal sealed class LeftBehind : Rule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP5001",
        Name: "left-behind",
        Class: FindingClass.Lifecycle,
        Title: "A goroutine remains after the work that started it",
        Why: "When a test or a program has finished, everything it started should have ended. What remains was forgotten by whoever started it; "
            + "in a service, the same code leaves one goroutine for each call.",
        Confirm: "Wait a moment and look again: what was only about to end is gone. A goroutine with minutes, or with the same id in two looks, stays.",
        Fix: "Give whoever starts a goroutine a way to end it, and wait for it: cancel its context, close its channel or its owner, then Wait.")
    {
        Example = """
            // remains after the test
            go s.loop()

            // ends with the test
            ctx, cancel := context.WithCancel(context.Background())
            var wg sync.WaitGroup
            wg.Add(1)
            go func() { defer wg.Done(); s.loop(ctx) }()
            t.Cleanup(func() { cancel(); wg.Wait() })
            """,
        MaxConfidence = Confidence.Likely,
    };

    public override int Specificity => 0;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        if (!evidence.Setting.IsOver || evidence.Last is not { } last || !WorkHasEnded(last)) yield break;

        foreach (var site in evidence.Sites.Where(site => !site.IsMain && !TestFrames.IsTest(site.Stack) && !site.Kind.IsRuntimes()))
        {
            if (Judge(site) is not { } verdict) continue;
            if (evidence.Setting.IsGuess) verdict = Softer(site, verdict.Level);
            yield return SiteFinding.Of(Doc, site, verdict.Confidence, verdict.Level, Reasons(evidence, site), TitleOf(site)) with
            {
                RuledOut = RuledOut(site),
                Unknown = [.. Waits.Unknown(site), .. OpenQuestions(evidence)],
            };
        }
    }

    // After a time-out or a deadlock other rules tell which goroutine waits for which; while tests run, theirs belong to them.
    private static bool WorkHasEnded(MomentFacts last) =>
        last.Main.Crash is null && !last.Sites.Any(site => site.IsMain && TestFrames.RunsTests(site.Stack));

    private static (Confidence Confidence, Level Level)? Judge(SiteGroup site) => site switch
    {
        { Known.Verdict: KnownVerdict.Background } => null,
        { Known.Verdict: KnownVerdict.LeakIfPresentAtExit } => (Confidence.Likely, Level.Warning),
        { IsIdle: true } => (Confidence.Suspected, Level.Note),
        { IsUsers: false, IsOfTest: true } when site.Kind.IsBlocked() || site.Kind == WaitKind.IO => (Confidence.Suspected, Level.Warning),
        // Its own line called what waits, or its go statement did.
        { IsUsers: true, Call: not null } or { Known: null, Site.Library: "sync" } when site.Kind.IsBlocked() => (Confidence.Likely, Level.Warning),
        { Known: not null } => (Confidence.Suspected, Level.Note),
        { IsUsers: true } => (site.Kind.IsBlocked() ? Confidence.Likely : Confidence.Suspected, Level.Warning),
        { Site.Library: "runtime" or "testing" } or { Kind: WaitKind.Running } => null,
        _ => (Confidence.Suspected, Level.Note),
    };

    // What does not wait may just be about to end.
    private static (Confidence Confidence, Level Level) Softer(SiteGroup site, Level level) =>
        (Confidence.Suspected, site.IsUsers && site.Kind.IsBlocked() ? level : Level.Note);

    private static ImmutableArray<string> RuledOut(SiteGroup site) => site switch
    {
        { Known: not null } => [],
        { Kind: var kind } when kind.IsBlocked() => ["a goroutine that is about to end: it waits for another one"],
        _ => [],
    };

    private static IEnumerable<string> OpenQuestions(Evidence evidence)
    {
        if (evidence.Setting.IsGuess) yield return "whether the program was about to end: only its main function says so, by writing its own goroutines";
    }

    private static string TitleOf(SiteGroup site) =>
        $"{Words.Goroutines(site.Count)} {(site.Count == 1 ? "remains and" : "remain and")} {Words.Do(site, site.Count)} {Words.At(site)}";

    private static IEnumerable<string> Reasons(Evidence evidence, SiteGroup site)
    {
        yield return evidence.Setting.IsGuess
            ? $"the work seems to be over ({evidence.Setting.Reason})"
            : $"the work is over ({evidence.Setting.Reason}) and nothing of the program's own should remain";
        if (site.CreatedBy is { } creator) yield return $"started at {Words.Place(creator)}";
        yield return Advice.CauseOf(site);
    }
}
