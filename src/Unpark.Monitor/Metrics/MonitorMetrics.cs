using Unpark.Findings;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Metrics;

/// <summary>What a monitor knows, for Prometheus.</summary>
/// <remarks>
/// Names follow Prometheus' conventions. <c>go_goroutines_current</c> and <c>go_goroutine_leak_alerts_total</c> are the names that many
/// articles on goroutine leaks use; dashboards made after them work here.
/// </remarks>
public static class MonitorMetrics
{
    /// <param name="sitesPerService">Sites that get a series of their own, the largest of each service; what is beyond them is one series, "other".</param>
    public static void Write(FleetMonitor monitor, TextWriter output, MetricsForm? form = null, int sitesPerService = 20)
    {
        var text = new MetricsText(output, form ?? MetricsForm.Text);
        var services = monitor.Services;
        WriteTargets(text, services);
        WriteSites(text, monitor, services, sitesPerService);
        WriteFindings(text, monitor);
        WriteMonitor(text, monitor.Figures, monitor.AlertFigures);
        text.End();
    }

    private static void WriteTargets(MetricsText text, IEnumerable<ServiceState> services)
    {
        List<TargetState> targets = [.. services.SelectMany(service => service.Instances)];
        text.Metric("unpark_target_up", "gauge", "Whether the last look at the target succeeded.");
        foreach (var target in targets) text.Sample("unpark_target_up", target.IsUp ? 1 : 0, LabelsOf(target));
        text.Metric("go_goroutines_current", "gauge", "Goroutines of the target at the last look that succeeded.");
        foreach (var target in targets.Where(target => target.Goroutines is not null)) text.Sample("go_goroutines_current", target.Goroutines!.Value, LabelsOf(target));
    }

    private static void WriteSites(MetricsText text, FleetMonitor monitor, IEnumerable<ServiceState> services, int most)
    {
        text.Metric("unpark_site_goroutines", "gauge", "Goroutines at one line, on all instances of the service.");
        foreach (var service in services)
        {
            var sites = service.Instances.SelectMany(instance => instance.Counts)
                .GroupBy(count => count.Key)
                .Select(same => (Fingerprint: same.Key, Count: same.Sum(count => count.Value)))
                .OrderByDescending(site => site.Count).ThenBy(site => site.Fingerprint, StringComparer.Ordinal)
                .ToList();
            foreach (var (fingerprint, count) in sites.Take(most))
            {
                var site = monitor.SiteOf(fingerprint) ?? SiteInfo.Others;
                text.Sample("unpark_site_goroutines", count, ("service", service.Name), ("function", site.Function), ("state", site.State), ("fingerprint", fingerprint));
            }
            if (sites.Count > most) text.Sample("unpark_site_goroutines", sites.Skip(most).Sum(site => site.Count), ("service", service.Name), ("function", "other"), ("state", ""), ("fingerprint", ""));
        }
    }

    private static void WriteFindings(MetricsText text, FleetMonitor monitor)
    {
        var findings = monitor.Findings;
        text.Metric("unpark_finding_goroutines", "gauge", "Goroutines that a finding concerns, on all instances of the service.");
        foreach (var finding in findings) text.Sample("unpark_finding_goroutines", finding.Count, LabelsOf(finding));
        text.Metric("unpark_finding_growth_per_hour", "gauge", "How many more an hour, on all instances of the service.");
        foreach (var finding in findings.Where(finding => finding.PerHour is not null)) text.Sample("unpark_finding_growth_per_hour", finding.PerHour!.Value, LabelsOf(finding));
        text.Metric("go_goroutine_leak_alerts_total", "counter", "Findings that appeared or came back since the monitor started.");
        foreach (var (service, count) in monitor.AlertsByService) text.Sample("go_goroutine_leak_alerts_total", count, ("service", service));
    }

    private static void WriteMonitor(MetricsText text, MonitorFigures figures, Alerts.AlertFigures alerts)
    {
        Counter("unpark_looks_total", "Looks at targets.", figures.Schedule.Looks);
        Counter("unpark_looks_failed_total", "Looks at targets that failed.", figures.Schedule.Failed);
        Counter("unpark_looks_missed_total", "Looks that never took place because those before were too late.", figures.Schedule.Missed);
        Gauge("unpark_workers_busy", "Workers that look at a target now.", figures.Schedule.Busy);
        Gauge("unpark_workers", "Workers there are.", figures.Schedule.Workers);
        Summary("unpark_look_lag_seconds", "How late looks began; quantiles of the last thousand.", figures.Schedule.LateMedian, figures.Schedule.Late99, figures.Schedule.LateSum);
        Summary("unpark_look_duration_seconds", "How long looks took; quantiles of the last thousand.", figures.Schedule.TookMedian, figures.Schedule.Took99, figures.Schedule.TookSum);
        Counter("unpark_samples_written_total", "Samples in the store.", figures.Samples.Written);
        Counter("unpark_samples_lost_total", "Samples that the store could not take.", figures.Samples.Lost);
        Gauge("unpark_samples_waiting", "Samples on their way into the store.", figures.Samples.Waiting);
        if (figures.Store is { } store) Gauge("unpark_store_bytes", "What the store takes on disk, as found at its last tidying.", store.Bytes);
        Counter("unpark_alert_messages_sent_total", "Messages that receivers of alerts took.", alerts.Sent);
        Counter("unpark_alert_messages_failed_total", "Messages that receivers of alerts did not take.", alerts.Failed);

        void Counter(string name, string help, double value) => One(name, "counter", help, value);
        void Gauge(string name, string help, double value) => One(name, "gauge", help, value);
        void One(string name, string type, string help, double value)
        {
            text.Metric(name, type, help);
            text.Sample(name, value);
        }
        void Summary(string name, string help, TimeSpan median, TimeSpan most, TimeSpan sum)
        {
            text.Metric(name, "summary", help);
            text.Sample(name, median.TotalSeconds, ("quantile", "0.5"));
            text.Sample(name, most.TotalSeconds, ("quantile", "0.99"));
            text.Sample(name + "_sum", sum.TotalSeconds);
            text.Sample(name + "_count", figures.Schedule.Looks);
        }
    }

    private static (string Name, string Value)[] LabelsOf(TargetState target) =>
        [("service", target.Target.Service), ("job", target.Target.Job), ("instance", target.Target.Instance)];

    private static (string Name, string Value)[] LabelsOf(FindingRecord finding) =>
    [
        ("service", finding.Service), ("rule", finding.Rule), ("fingerprint", finding.Fingerprint),
        ("confidence", Verdict.Word(finding.Confidence)), ("function", finding.Function),
    ];
}
