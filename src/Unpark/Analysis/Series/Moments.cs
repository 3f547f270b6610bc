using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Analysis.Series;

/// <summary>Puts separate pieces of evidence together into moments: what was taken at one time of one program.</summary>
/// <remarks>
/// Each snapshot of goroutines is a moment, except: different kinds from one folder taken within seconds are one moment; a leak profile
/// is proof for the moment nearest to it. Deltas hold changes and no goroutines; they become no moment.
/// </remarks>
internal static class Moments
{
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(10);

    public static ImmutableArray<Moment> Of(IEnumerable<Reading> readings)
    {
        var snapshots = InTimeOrder([.. readings.SelectMany(reading => reading.Snapshots).Where(snapshot => !snapshot.IsDelta)]);
        var moments = new List<List<Snapshot>>();
        foreach (var snapshot in snapshots.Where(snapshot => snapshot.Kind != EvidenceKind.LeakProfile))
        {
            if (moments is [.., var last] && BelongsTo(last, snapshot)) last.Add(snapshot);
            else moments.Add([snapshot]);
        }

        foreach (var proof in snapshots.Where(snapshot => snapshot.Kind == EvidenceKind.LeakProfile)) Attach(moments, proof, snapshots);
        return [.. moments.Select(moment => new Moment([.. moment]))];
    }

    private static List<Snapshot> InTimeOrder(List<Snapshot> snapshots) =>
        snapshots.Count > 1 && snapshots.TrueForAll(snapshot => snapshot.TakenAt is not null) ? [.. snapshots.OrderBy(snapshot => snapshot.TakenAt)] : snapshots;

    private static bool BelongsTo(List<Snapshot> moment, Snapshot snapshot) =>
        snapshot.Kind != EvidenceKind.Crash
        && moment.TrueForAll(other => other.Kind != snapshot.Kind && other.Kind != EvidenceKind.Crash)
        && FolderOf(moment[0]) == FolderOf(snapshot)
        && (Apart(moment[0], snapshot) is { } apart ? apart <= Together : SameSize(moment[0], snapshot));

    // A traceback often carries no time. Equal totals to within two goroutines (those that serve the requests) then speak for one moment.
    private static bool SameSize(Snapshot a, Snapshot b) => Math.Abs(a.Total - b.Total) <= 2;

    private static void Attach(List<List<Snapshot>> moments, Snapshot proof, List<Snapshot> order)
    {
        if (moments.Count == 0)
        {
            moments.Add([proof]);
            return;
        }

        var place = order.IndexOf(proof);
        moments.MinBy(moment => (
            Apart(moment[0], proof) ?? TimeSpan.MaxValue,
            order.IndexOf(moment[0]) < place ? place - order.IndexOf(moment[0]) : order.Count + order.IndexOf(moment[0])))!.Add(proof);
    }

    private static TimeSpan? Apart(Snapshot a, Snapshot b) => (a.TakenAt - b.TakenAt)?.Duration();

    private static string FolderOf(Snapshot snapshot)
    {
        var query = snapshot.Source.IndexOf('?');
        var path = query < 0 ? snapshot.Source : snapshot.Source[..query];
        return path[..(path.LastIndexOf('/') + 1)];
    }
}
