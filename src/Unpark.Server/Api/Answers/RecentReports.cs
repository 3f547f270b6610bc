using Unpark.Findings;

namespace Unpark.Server.Api.Answers;

/// <summary>What was said of the snapshots that were asked for last: a page asks for the report of one and for its flame graph, and comes back to it.</summary>
/// <remarks>Only as much is held as a page shows. A snapshot of 200,000 stacks takes seconds and hundreds of megabytes to judge; that much of it is one megabyte.</remarks>
internal sealed class RecentReports
{
    private const int Slots = 8, PlacesHeld = 1000;

    private readonly Lock _gate = new();
    private readonly (long Id, Lazy<SnapshotReport> Report)[] _slots = new (long, Lazy<SnapshotReport>)[Slots];

    /// <summary>The report of a snapshot, which never changes.</summary>
    /// <param name="places">So many of its places are wanted at most; the answer may hold more, and fewer where there are no more.</param>
    public SnapshotReport Of(long id, int places, Func<Report> make)
    {
        Lazy<SnapshotReport> held;
        lock (_gate)
        {
            ref var slot = ref _slots[id % Slots];
            if (slot.Id != id || slot.Report is null) slot = (id, new(() => Short(make())));
            held = slot.Report;
        }
        var report = held.Value;
        return places <= report.Report.Groups.Length || report.Places <= PlacesHeld ? report : Whole(make());
    }

    private static SnapshotReport Short(Report report) => new(report.WithLargestGroups(PlacesHeld), report.Groups.Length);

    private static SnapshotReport Whole(Report report) => new(report, report.Groups.Length);
}

/// <param name="Report">Perhaps with the largest places only.</param>
/// <param name="Places">How many there are.</param>
internal sealed record SnapshotReport(Report Report, int Places);
