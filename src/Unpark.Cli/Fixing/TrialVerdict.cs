using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Cli.Fixing;

/// <summary>Two runs of one reproduction, without and with patches: what became of the places they mend, and whether goroutines wait elsewhere instead.</summary>
/// <remarks>Places are found again by function and file: lines have moved, and a send may have become a select.</remarks>
internal static class TrialVerdict
{
    // Some are always under way when a running program is asked.
    private const int FewAlways = 2;

    private const int FewOfMany = 20;

    public static Verification Of(IEnumerable<Finding> mended, Report before, Report after)
    {
        var (then, now) = (PlacesOf(before), PlacesOf(after));
        var wanted = mended.Select(finding => KeyOf(finding.Site!.Frame)).ToHashSet();
        List<PlaceOutcome> places =
        [
            .. wanted.Where(then.ContainsKey).Select(key => Judge(then[key], now.GetValueOrDefault(key))),
            .. LoudIn(after).Where(key => !wanted.Contains(key) && now.ContainsKey(key) && !then.ContainsKey(key)).Select(key => New(now[key])),
        ];
        return new()
        {
            Outcome = OutcomeOf(places, wanted.Any(then.ContainsKey)),
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

    private static Dictionary<(string, string), GroupSummary> PlacesOf(Report report) => report.Groups
        .Where(group => group.Site is not null && IsWaiting(group.State))
        .GroupBy(group => KeyOf(group.Site!.Frame))
        .ToDictionary(same => same.Key, same => same.MaxBy(group => group.Count)! with { Count = same.Sum(group => group.Count) });

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
