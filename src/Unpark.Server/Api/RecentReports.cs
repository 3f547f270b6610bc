using Unpark.Findings;

namespace Unpark.Server.Api;

/// <summary>Reports of the snapshots that were asked for last: a page asks for the report and the flame graph of one at the same time, and they are made of the same.</summary>
/// <remarks>Held for as long as somebody waits for one, and until the memory is needed.</remarks>
internal sealed class RecentReports
{
    private const int Slots = 8;

    private readonly Lock _gate = new();
    private readonly (long Id, WeakReference<Lazy<Report>> Report)[] _slots = new (long, WeakReference<Lazy<Report>>)[Slots];

    /// <summary>The report of a snapshot, which never changes.</summary>
    public Report Of(long id, Func<Report> make)
    {
        Lazy<Report>? report = null;
        lock (_gate)
        {
            ref var slot = ref _slots[id % Slots];
            if (slot.Id != id || slot.Report?.TryGetTarget(out report) != true) slot = (id, new(report = new(make)));
        }
        return report!.Value;
    }
}
