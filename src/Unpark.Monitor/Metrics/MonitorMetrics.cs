using System.Buffers;
using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text;
using Unpark.Findings;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Metrics;

/// <summary>What a monitor knows, for Prometheus.</summary>
/// <remarks>
/// Names follow Prometheus' conventions. <c>go_goroutines_current</c> and <c>go_goroutine_leak_alerts_total</c> are the names that many
/// articles on goroutine leaks use; dashboards made after them work here. No label is called "job" or "instance": those would be taken
/// for the monitor's own by whoever scrapes or receives them.
/// </remarks>
public static class MonitorMetrics
{
    /// <summary>Sites that get a series of their own, the largest of each service.</summary>
    public const int SitesPerService = 20;

    /// <param name="sitesPerService">What is beyond so many is one series, "other".</param>
    public static void Write(FleetMonitor monitor, TextWriter output, MetricsForm? form = null, int sitesPerService = SitesPerService)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var text = new MetricsText(bytes, form ?? MetricsForm.Text);
        foreach (var metric in Of(monitor, sitesPerService)) text.Write(metric);
        text.End();
        output.Write(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    /// <summary>The same in UTF-8, metric by metric as the reader takes them.</summary>
    public static async Task WriteAsync(FleetMonitor monitor, PipeWriter output, MetricsForm form, CancellationToken cancellation = default)
    {
        var text = new MetricsText(output, form);
        foreach (var metric in Of(monitor))
        {
            text.Write(metric);
            await output.FlushAsync(cancellation);
        }
        text.End();
    }

    /// <summary>Every metric there is, also those without a sample by now.</summary>
    internal static IEnumerable<Metric> Of(FleetMonitor monitor, int sitesPerService = SitesPerService)
    {
        var services = monitor.Services;
        return
        [
            .. OfTargets([.. services.SelectMany(service => service.Instances)]),
            Metric.Gauge("unpark_site_goroutines", "Goroutines at one line, on all instances of the service.", services.SelectMany(service => SitesOf(service, monitor, sitesPerService))),
            .. OfFindings(monitor),
            .. OwnMetrics.Of(monitor),
        ];
    }

    private static IEnumerable<Metric> OfTargets(ImmutableArray<TargetState> targets) =>
    [
        Metric.Gauge("unpark_target_up", "Whether the last look at the target succeeded.", targets.Where(target => target.LookedAt is not null).Select(target => new Sample(target.IsUp ? 1 : 0, LabelsOf(target)))),
        Metric.Gauge("go_goroutines_current", "Goroutines of the target at the last look that succeeded.", targets.Where(target => target.Goroutines is not null).Select(target => new Sample(target.Goroutines!.Value, LabelsOf(target)))),
    ];

    private static IEnumerable<Sample> SitesOf(ServiceState service, FleetMonitor monitor, int most)
    {
        var sites = ServiceSites.Of(service);
        foreach (var (fingerprint, count) in sites.Take(most))
        {
            var site = monitor.SiteOf(fingerprint) ?? SiteInfo.Others;
            yield return new(count, ("service", service.Name), ("function", site.Function), ("state", site.State), ("fingerprint", fingerprint));
        }
        if (sites.Count > most) yield return new(sites.Skip(most).Sum(site => site.Value), ("service", service.Name), ("function", "other"), ("state", ""), ("fingerprint", ""));
    }

    private static IEnumerable<Metric> OfFindings(FleetMonitor monitor)
    {
        var findings = monitor.Findings;
        return
        [
            Metric.Gauge("unpark_finding_goroutines", "Goroutines that a finding concerns, on all instances of the service.", findings.Select(finding => new Sample(finding.Count, LabelsOf(finding)))),
            Metric.Gauge("unpark_finding_growth_per_hour", "How many more an hour, on all instances of the service.", findings.Where(finding => finding.PerHour is not null).Select(finding => new Sample(finding.PerHour!.Value, LabelsOf(finding)))),
            Metric.Counter("go_goroutine_leak_alerts_total", "Findings that appeared or came back since the monitor started.", monitor.AlertsByService.Select(alerts => new Sample(alerts.Value, ("service", alerts.Key)))),
        ];
    }

    private static ImmutableArray<(string Name, string Value)> LabelsOf(TargetState target) => [("service", target.Target.Service), ("target", target.Target.Key)];

    private static ImmutableArray<(string Name, string Value)> LabelsOf(FindingRecord finding) =>
    [
        ("service", finding.Service), ("rule", finding.Rule), ("level", finding.Level == Level.Error ? "error" : "warning"), ("confidence", Verdict.Word(finding.Confidence)),
        ("function", finding.Function), ("fingerprint", finding.Fingerprint),
    ];
}
