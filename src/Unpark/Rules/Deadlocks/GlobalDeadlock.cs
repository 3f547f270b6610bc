using System.Collections.Immutable;
using System.Globalization;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Analysis.WaitFor;
using Unpark.Findings;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Rules.Deadlocks;

internal sealed class GlobalDeadlock : Rule
{
    private const int SitesTold = 8;
    private const int LinksTold = 4;

    public override RuleDoc Doc { get; } = new(
        Id: "UP7001",
        Name: "global-deadlock",
        Class: FindingClass.Deadlock,
        Title: "All goroutines are asleep",
        Why: "Every goroutine of the program waits for another one, and no timer, connection or signal is left that could wake any of them. "
            + "The runtime notices and ends the program with a fatal error: no recover helps, no deferred call runs, the exit code is 2.",
        Confirm: "The text is the proof. Read who waits for what: main waits for something that one of the others should do before it waits itself. "
            + "Silence proves nothing: the runtime does not look while anything sleeps or waits for I/O, after signal.Notify, with cgo or -race, or in tests.",
        Fix: "Break the circle at one place: receive or close before waiting, start the partner before the operation that needs it, call Done on every path, "
            + "take locks in one order.")
    {
        Example = """
            // main waits for the workers, the workers for a reader of results
            for _, job := range jobs { wg.Add(1); go func(j Job) { defer wg.Done(); results <- do(j) }(job) }
            wg.Wait()
            close(results)
            for r := range results { use(r) }

            // reads while the workers run
            go func() { wg.Wait(); close(results) }()
            for r := range results { use(r) }
            """,
    };

    public override int Specificity => 2;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var facts in evidence.Facts.Where(facts => facts.Main.Crash?.Kind == CrashKind.Deadlock))
        {
            if (facts.Sites.IsEmpty)
            {
                yield return NobodyLeft(facts.Main.Crash!);
                continue;
            }

            var main = facts.Sites.FirstOrDefault(site => site.IsMain) ?? facts.Sites[0];
            var known = facts == evidence.Last ? evidence.Deadlocks : [];
            yield return SiteFinding.Of(Doc, main, Confidence.Proven, Level.Error, Reasons(facts, main, known), TitleOf(facts, main), FixOf(known, main)) with { Picture = known.IsEmpty ? null : DeadlockPicture.Of(known[0]) };
            foreach (var partner in facts.Sites.Where(site => site.Key != main.Key && site.IsUsers).Take(SitesTold))
            {
                yield return SiteFinding.Of(
                    // Quieter than main's, which tells the whole story and comes first.
                    Doc, partner, Confidence.Proven, Level.Warning, [$"part of the deadlock in which {(main.IsMain ? "main" : "another goroutine")} {Words.Do(main, 1)} {Words.At(main)}", Advice.CauseOf(partner)], fix: FixOf(known, partner));
            }
        }
    }

    private static string TitleOf(MomentFacts facts, SiteGroup main) =>
        $"Deadlock: {(main.IsMain ? "main" : Words.Goroutines(main.Count))} {Words.Do(main, main.IsMain ? 1 : main.Count)} {Words.At(main)}"
        + (facts.Total == 1 ? ", and no other goroutine is left" : $", and all {Words.Number(facts.Total)} goroutines are asleep");

    private static IEnumerable<string> Reasons(MomentFacts facts, SiteGroup main, ImmutableArray<Deadlock> known)
    {
        yield return $"the runtime stopped the program: {facts.Main.Crash!.Message}";
        if (facts.Main.Crash!.Message.StartsWith("no goroutines", StringComparison.Ordinal))
            yield return "main did not leave by runtime.Goexit: goroutines that a leak check found before are not counted, hence the odd text (Go 1.26 and 1.27)";
        foreach (var site in facts.Sites.Where(site => site.Key != main.Key).Take(SitesTold)) yield return $"{SiteFinding.TitleOf(site)}{IdsOf(site)}{StartedBy(site)}";
        foreach (var deadlock in known.Take(2))
        {
            foreach (var link in DeadlockWords.Links(deadlock, LinksTold)) yield return link;
        }
        if (facts.Sites.Length > SitesTold + 1) yield return $"and at {facts.Sites.Length - SitesTold - 1} more places";
        if (DifferentLocks(facts) is { } order) yield return order;
        yield return Advice.CauseOf(main);
    }

    // Of the kind of deadlock that the place takes part in; main, which only waits for those in it, is mended with them. Null: the general advice.
    private static string? FixOf(ImmutableArray<Deadlock> known, SiteGroup site)
    {
        var deadlock = known.FirstOrDefault(deadlock => deadlock.Sites.Any(stuck => stuck.Key == site.Key));
        if (site.IsMain && known.FirstOrDefault(other => other.Links.Any(link => link.From.Site.Key != site.Key)) is { } behind && !IsWaitedFor(site, deadlock)) (deadlock, site) = (behind, behind.Sites[0]);
        return deadlock is null ? null : RuleSet.All.OfType<DeadlockRule>().Single(rule => rule.Kind == deadlock.Kind).FixOf(deadlock, site);
    }

    private static bool IsWaitedFor(SiteGroup site, Deadlock? deadlock) => deadlock is not null && deadlock.Links.Any(link => link.To?.Site.Key == site.Key);

    private static string? DifferentLocks(MomentFacts facts)
    {
        var waits = facts.Sites.Where(site => site.Kind.IsLock()).SelectMany(site => site.Goroutines).Where(goroutine => goroutine.WaitsOn != 0).ToList();
        if (waits.Select(goroutine => goroutine.WaitsOn).Distinct().Count() < 2) return null;
        var told = waits.Take(SitesTold).Select(goroutine => $"goroutine {goroutine.Id} for 0x{goroutine.WaitsOn.ToString("x", CultureInfo.InvariantCulture)}");
        return $"they wait for different locks ({string.Join(", ", told)}): each may hold the one another waits for, taken in opposite order";
    }

    // Who started it may be whom it should wake, or who waits for it.
    private static string StartedBy(SiteGroup site) => site switch
    {
        { CreatedBy: not { } } => "",
        { CreatedBy: var creator } when site.Goroutines.All(goroutine => goroutine.CreatorId == 1) && site.Goroutines.Any() => $", started by main at {Words.Place(creator)}",
        { CreatedBy: var creator } => $", started at {Words.Place(creator)}",
    };

    private static string IdsOf(SiteGroup site)
    {
        var ids = site.Goroutines.Select(goroutine => goroutine.Id).Take(SitesTold).ToList();
        return ids.Count == 0 ? "" : $" (goroutine {string.Join(", ", ids)})";
    }

    private Finding NobodyLeft(Crash crash) => new()
    {
        Rule = Doc,
        Title = "main left by runtime.Goexit, and then every other goroutine ended",
        Confidence = Confidence.Proven,
        Level = Level.Error,
        Because = [$"the runtime stopped the program: {crash.Message}", "a program ends when main returns; main that calls runtime.Goexit never returns"],
        Fix = "Let main return, or call os.Exit, instead of runtime.Goexit (t.FailNow and t.Fatal call it too).",
        Fingerprint = Signature.Hash($"{Doc.Id}\n{crash.Message}"),
    };
}
