using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Cli.Fixing;

/// <summary>Two runs of one reproduction, without and with patches: what became of the places they mend, and whether goroutines wait elsewhere instead.</summary>
/// <remarks>
/// Places are found again by function, file and what is waited in: lines have moved, and a send may have become a select. The workers
/// of a pool that waited to send, and wait for the next job now, are mended.
/// </remarks>
internal static class TrialVerdict
{
    // Some are always under way when a running program is asked.
    private const int FewAlways = 2;

    private const int FewOfMany = 20;

    // Where a send, a receive or a sleep becomes a select.
    private static readonly string[] SelectStrategies = ["select-done", "select-stopped", "until-done"];

    public static Verification Of(IEnumerable<Finding> mended, Report before, Report after)
    {
        var (then, now) = (PlacesOf(before), PlacesOf(after));
        var wanted = mended.ToLookup(finding => KeyOf(finding.Site!.Frame));
        var shown = wanted.Where(place => WaitingIn(then[place.Key], place) is not null).ToList();
        List<PlaceOutcome> places =
        [
            .. shown.Select(place => Judge(WaitingIn(then[place.Key], place)!, WaitingIn(now[place.Key], place))),
            .. LoudIn(after).Where(key => !wanted.Contains(key) && now.Contains(key) && !then.Contains(key)).Select(key => New(Sum(now[key])!)),
        ];
        return new()
        {
            Outcome = OutcomeOf(places, shown.Count > 0),
            TotalBefore = before.Total,
            TotalAfter = after.Total,
            Places = [.. places.OrderByDescending(place => place.Outcome)],
        };
    }

    private static Outcome? OutcomeOf(List<PlaceOutcome> places, bool isShown)
    {
        if (!isShown) return null;
        if (places.Exists(place => place.Outcome == Outcome.Worse)) return Outcome.Worse;
        if (places.TrueForAll(place => place.Outcome == Outcome.Fixed)) return Outcome.Fixed;
        return places.Exists(place => place.Outcome < Outcome.Unchanged) ? Outcome.Better : Outcome.Unchanged;
    }

    private static ILookup<(string, string), GroupSummary> PlacesOf(Report report) => report.Groups
        .Where(group => group.Site is not null && IsWaiting(group.State))
        .ToLookup(group => KeyOf(group.Site!.Frame));

    private static GroupSummary? WaitingIn(IEnumerable<GroupSummary> groups, IEnumerable<Finding> findings) =>
        Sum(groups.Where(group => findings.Any(finding => IsSameWait(group.State, finding))));

    private static bool IsSameWait(WaitReason state, Finding finding) =>
        finding.State is null || finding.State == state || (IsSelect(state) && SelectStrategies.Contains(finding.Patch?.Strategy));

    private static bool IsSelect(WaitReason state) => state.Text.StartsWith("select", StringComparison.Ordinal);

    private static GroupSummary? Sum(IEnumerable<GroupSummary> groups) => groups.MaxBy(group => group.Count) is { } largest ? largest with { Count = groups.Sum(group => group.Count) } : null;

    private static IEnumerable<(string, string)> LoudIn(Report report) =>
        report.Findings.Where(finding => finding is { Level: > Level.Note, Site: not null }).Select(finding => KeyOf(finding.Site!.Frame)).Distinct();

    private static bool IsWaiting(WaitReason state) => state != WaitReason.Running && state != WaitReason.Runnable && state != WaitReason.RunningOrRunnable;

    // Closures are renumbered, where one came or went.
    private static (string, string) KeyOf(Frame frame)
    {
        var closure = frame.Function.IndexOf(".func", StringComparison.Ordinal);
        return (closure < 0 ? frame.Function : frame.Function[..closure], frame.File[(frame.File.LastIndexOfAny(['/', '\\']) + 1)..]);
    }

    private static PlaceOutcome Judge(GroupSummary before, GroupSummary? after)
    {
        var (was, count) = (before.Count, after?.Count ?? 0);
        var (outcome, because) = count switch
        {
            0 => (Outcome.Fixed, "nobody waits here any more"),
            _ when was > FewAlways && count <= Math.Max(FewAlways, was / FewOfMany) => (Outcome.Fixed, "only those wait here who are under way"),
            _ when 2 * count <= was => (Outcome.Better, "at most half as many wait here"),
            _ when count > was + Math.Max(FewAlways, was / 2) => (Outcome.Worse, "more wait here than without the patch"),
            _ => (Outcome.Unchanged, "about as many wait here"),
        };
        return Place(after ?? before, outcome, was, count, because);
    }

    private static PlaceOutcome New(GroupSummary after) => Place(after, Outcome.Worse, 0, after.Count, "nobody waited here without the patch");

    private static PlaceOutcome Place(GroupSummary shown, Outcome outcome, long before, long after, string because) => new()
    {
        Outcome = outcome,
        Site = shown.Site!,
        State = shown.State,
        Before = before,
        After = after,
        Because = because,
        Fingerprint = "",
    };
}
