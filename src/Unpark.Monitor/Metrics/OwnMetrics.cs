using System.Diagnostics;
using System.Reflection;
using Unpark.Monitor.Alerts;
using Unpark.Monitor.Schedule;

namespace Unpark.Monitor.Metrics;

/// <summary>How the monitor itself is, and the process it runs in.</summary>
internal static class OwnMetrics
{
    /// <summary>"0.1.0"</summary>
    public static string Version { get; } = (typeof(OwnMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];

    public static IEnumerable<Metric> Of(FleetMonitor monitor)
    {
        var figures = monitor.Figures;
        return
        [
            .. OfLooks(figures.Schedule),
            Metric.Counter("unpark_verdicts_postponed_total", "Verdicts that waited for a later look, because verdicts had had their share of the processor.", figures.VerdictsPostponed),
            .. OfStore(figures, monitor),
            .. OfAlerts(monitor.AlertFigures),
            Metric.Gauge("unpark_problems", "What is wrong with targets, discovery, store and receivers: as many sentences as the monitor has for it.", monitor.Problems.Length),
            Metric.Gauge("unpark_build_info", "The version that runs.", [new(1, ("version", Version))]),
            Metric.Gauge("unpark_page_info", "Where people see the page, where the settings tell.", monitor.Settings.Alerts.ExternalUrl is { } page ? [new(1, ("url", page.AbsoluteUri.TrimEnd('/')))] : []),
            .. OfProcess(),
        ];
    }

    private static IEnumerable<Metric> OfLooks(ScheduleFigures looks) =>
    [
        Metric.Counter("unpark_looks_total", "Looks at targets.", looks.Looks),
        Metric.Counter("unpark_looks_failed_total", "Looks at targets that failed.", looks.Failed),
        Metric.Counter("unpark_looks_missed_total", "Looks that never took place because those before were too late.", looks.Missed),
        Metric.Gauge("unpark_workers_busy", "Workers that look at a target now.", looks.Busy),
        Metric.Gauge("unpark_workers", "Workers there are.", looks.Workers),
        SummaryOf("unpark_look_lag_seconds", "How late looks began; quantiles of the last thousand.", looks.Looks, looks.LateSum, looks.LateMedian, looks.Late99),
        SummaryOf("unpark_look_duration_seconds", "How long looks took; quantiles of the last thousand.", looks.Looks, looks.TookSum, looks.TookMedian, looks.Took99),
    ];

    private static IEnumerable<Metric> OfStore(MonitorFigures figures, FleetMonitor monitor) =>
    [
        Metric.Counter("unpark_samples_written_total", "Samples in the store.", figures.Samples.Written),
        Metric.Counter("unpark_samples_lost_total", "Samples that the store could not take.", figures.Samples.Lost),
        Metric.Gauge("unpark_samples_waiting", "Samples on their way into the store.", figures.Samples.Waiting),
        Metric.Gauge("unpark_store_up", "Whether the store took what was written to it last.", monitor.IsKeeping ? 1 : 0),
        Metric.Gauge("unpark_store_bytes", "What the store takes on disk, as found at its last tidying.", figures.Store is { } store ? [new(store.Bytes)] : []),
        Metric.Gauge("unpark_store_snapshots", "Profiles and dumps in the store, as found at its last tidying.", figures.Store is { } kept ? [new(kept.Snapshots)] : []),
        Metric.Gauge("unpark_store_max_bytes", "What the store may take on disk.", monitor.MaxStoreBytes),
    ];

    private static IEnumerable<Metric> OfAlerts(AlertFigures alerts) =>
    [
        Metric.Counter("unpark_alert_messages_sent_total", "Messages that receivers of alerts took.", alerts.Sent),
        Metric.Counter("unpark_alert_messages_failed_total", "Messages that receivers of alerts did not take.", alerts.Failed),
    ];

    // Under the names that every client library of Prometheus has for them.
    private static IEnumerable<Metric> OfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return
        [
            Metric.Counter("process_cpu_seconds_total", "Processor time of the monitor's process.", process.TotalProcessorTime.TotalSeconds),
            Metric.Gauge("process_resident_memory_bytes", "Memory of the monitor's process.", process.WorkingSet64),
            Metric.Gauge("process_start_time_seconds", "When the monitor's process started, since 1970.", new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0),
        ];
    }

    private static Metric SummaryOf(string name, string help, long count, TimeSpan sum, TimeSpan median, TimeSpan most) =>
        new(name, MetricKind.Summary, help) { Summary = new(count, sum.TotalSeconds, [(0.5, median.TotalSeconds), (0.99, most.TotalSeconds)]) };
}
