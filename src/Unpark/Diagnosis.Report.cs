using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark;

public static partial class Diagnosis
{
    // More would make a page of megabytes, and boxes that nobody can see.
    private const int StackNodesShown = 5_000;

    private static Report ReportOf(Evidence evidence, IReadOnlyList<Reading> readings, ImmutableArray<Finding> findings, DiagnosisOptions options, List<Diagnostic> failures)
    {
        var last = evidence.Last;
        return new()
        {
            Evidence = [.. readings.SelectMany(SummariesOf)],
            Context = evidence.Setting.IsOver ? EvidenceContext.Test : EvidenceContext.Live,
            ContextReason = evidence.Setting.Reason,
            Crash = evidence.Moments.SelectMany(moment => moment.Snapshots).Select(snapshot => snapshot.Crash).LastOrDefault(crash => crash is not null),
            Total = last?.Total ?? 0,
            States = StatesOf(evidence),
            Findings = findings,
            LazyStacks = new(() => StackTreeBuilder.Of((last?.Groups ?? []).Where(group => !group.IsObserver), StackNodesShown)),
            Groups = [.. (last?.Groups ?? []).Where(group => !group.IsObserver).Select(SummaryOf)],
            Goroutines = [.. evidence.Sites.Where(site => !site.IsObserver).SelectMany(site => site.Parts)],
            Changes = evidence.Run.Length < 2 ? null : ChangesOf(Difference.Of(evidence.Run)),
            LeftOut = [.. options.LeftOut, .. IgnoredIn(evidence)],
            Diagnostics = [.. readings.SelectMany(reading => reading.Diagnostics), .. failures],
            Notes = [.. NotesOf(evidence, readings)],
        };
    }

    private static IEnumerable<Omission> IgnoredIn(Evidence evidence)
    {
        if (evidence.Ignored.IsEmpty) return [];
        return evidence.Ignored.CountsOf(evidence.Facts)
            .Where(count => count.Goroutines > 0)
            .Select(count => new Omission($"{Verdict.Count(count.Goroutines, "goroutine")}, from the findings", $"{count.Rule.Place} ignores {(count.Goroutines == 1 ? "it" : "them")}: {count.Rule.Reason}", "--no-config"));
    }

    private static IEnumerable<EvidenceSummary> SummariesOf(Reading reading)
    {
        if (reading.Snapshots.IsEmpty) return [new(reading.Source, reading.Format, reading.Profile?.TakenAt, null, null)];
        return reading.Snapshots.Select(snapshot => new EvidenceSummary(snapshot.Source, WordOf(snapshot), snapshot.TakenAt, snapshot.GoVersion, snapshot.Total));
    }

    private static string WordOf(Snapshot snapshot) => snapshot.Kind switch
    {
        _ when snapshot.IsDelta => "delta profile",
        EvidenceKind.Profile => "goroutine profile",
        EvidenceKind.GoroutineProfile => "goroutine profile with ids",
        EvidenceKind.TextProfile => "goroutine profile as text",
        EvidenceKind.LeakProfile => "leak profile",
        EvidenceKind.Traceback => "traceback",
        EvidenceKind.Crash when snapshot.Crash?.Kind == CrashKind.TestTimeout => "test time-out",
        EvidenceKind.Crash => "crash",
        EvidenceKind.Trace => "execution trace",
        _ => "evidence",
    };

    private static ImmutableArray<StateCount> StatesOf(Evidence evidence)
    {
        if (evidence.Last is not { } last) return [];
        // Only of evidence of one kind: profiles and tracebacks have different words for some states.
        var before = evidence.Run.Length >= 2 && evidence.Run[0].Main.Kind == last.Main.Kind ? evidence.Run[0].Main : null;
        var tallies = new Dictionary<string, StateTally>(StringComparer.Ordinal);
        foreach (var group in last.Main.Groups) TallyOf(group.State).Count += group.Count;
        foreach (var group in before?.Groups ?? []) TallyOf(group.State).Before += group.Count;
        foreach (var site in last.Sites)
        {
            if (tallies.TryGetValue(site.State.Text, out var tally)) tally.Leaked += site.Leaked;
        }
        return [.. tallies.Values.Order(StateTally.LargestFirst).Select(tally => new StateCount(tally.State, tally.Count, tally.Before, tally.Leaked) { Family = StateFamilies.Of(tally.State, CallStack.Empty) })];

        StateTally TallyOf(WaitReason state)
        {
            if (tallies.TryGetValue(state.Text, out var tally)) return tally;
            tally = new(state) { Before = before is null ? null : 0 };
            tallies.Add(state.Text, tally);
            return tally;
        }
    }

    private sealed class StateTally(WaitReason state)
    {
        public static readonly IComparer<StateTally> LargestFirst = Comparer<StateTally>.Create((a, b) =>
            a.Count != b.Count ? b.Count.CompareTo(a.Count) : a.State.CompareTo(b.State));

        public WaitReason State => state;

        public long Count { get; set; }

        public long? Before { get; set; }

        public long Leaked { get; set; }
    }

    private static GroupSummary SummaryOf(SiteGroup group) => new()
    {
        Count = group.Count,
        State = group.State,
        Site = group.Site,
        CreatedBy = group.CreatedBy,
        Stack = group.Stack,
        Labels = group.Parts.All(part => part.Labels.AsSpan().SequenceEqual(group.Parts[0].Labels.AsSpan())) ? group.Parts[0].Labels : [],
        Age = group.Minutes is (var min, var max) ? new(min, max) : null,
        Leaked = group.Leaked,
    };

    private static Changes ChangesOf(Difference difference) => new(
        difference.Before.Total,
        difference.After.Total,
        difference.Apart,
        [.. difference.Sites.Select(change => new Change(SummaryOf(change.Group), change.Before, change.After, change.Survived) { Counts = change.Counts })],
        difference.Survivors);
}
