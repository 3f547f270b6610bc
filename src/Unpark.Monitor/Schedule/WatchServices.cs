using Unpark.Monitor.Settings;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Schedule;

/// <summary>What the watches of all targets share.</summary>
internal sealed class WatchServices
{
    public required TimeProvider Time { get; init; }

    public required IMonitorStore Store { get; init; }

    public required SampleQueue Samples { get; init; }

    public required SiteTable Sites { get; init; }

    public required DeepLookBudget DeepLooks { get; init; }

    public required JudgingBudget Judging { get; init; }

    public required DiagnosisOptions Diagnosis { get; init; }

    /// <summary>As it is by the latest settings.</summary>
    public required ScheduleSettings Schedule { get; set; }

    public required Retention Retention { get; init; }

    /// <summary>Told of what is news.</summary>
    public required Action<MonitorEvent> Happened { get; init; }

    /// <summary>Told that something could not be kept; looks go on.</summary>
    public required Action<StoreException> StoreFailed { get; init; }
}
