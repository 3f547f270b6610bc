using System.Text.RegularExpressions;
using Unpark.Monitor;
using Unpark.Monitor.Metrics;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;
using YamlDotNet.RepresentationModel;

namespace Unpark.Tests.Deploy;

public sealed partial class AlertRulesTests
{
    private static readonly string Deploy = Path.Combine(TestData.Root, "deploy");
    private static readonly string Rules = Path.Combine(Deploy, "prometheus", "unpark.rules.yml");

    [ProgramFact("promtool")]
    public void Prometheus_own_tool_finds_no_fault_in_rules_and_configuration()
    {
        Promtool("check", "rules", Rules);
        Promtool("check", "config", "--syntax-only", Path.Combine(Deploy, "prometheus", "prometheus.yml"));
    }

    [ProgramFact("promtool")]
    public void Alerts_fire_when_they_should_and_stay_silent_when_they_should() =>
        Promtool("test", "rules", Path.Combine(Deploy, "prometheus", "unpark.rules.test.yml"), Path.Combine(Deploy, "prometheus", "go-goroutines.test.yml"));

    [ProgramFact("amtool")]
    public void Alertmanagers_own_tool_finds_no_fault_in_the_example() =>
        Command.Run(InstalledPrograms.Find("amtool")!, ["check-config", Path.Combine(Deploy, "alertmanager", "alertmanager.yml")]);

    [Fact]
    public void Every_alert_says_how_bad_it_is_what_it_means_and_where_to_read_on()
    {
        var alerts = YamlFile.Documents(Rules).SelectMany(file => (YamlSequenceNode)file["groups"]).SelectMany(group => (YamlSequenceNode)group["rules"]).ToList();
        Assert.InRange(alerts.Count, 15, 40);
        foreach (var alert in alerts)
        {
            Assert.Matches("^([A-Z][a-z]+)+$", alert["alert"].ToString());
            Assert.NotEmpty(alert["for"].ToString());
            Assert.Contains(alert["labels"]["severity"].ToString(), (string[])["critical", "warning"]);
            Assert.NotEmpty(alert["annotations"]["summary"].ToString());
            Assert.NotEmpty(alert["annotations"]["description"].ToString());
            Assert.True(IsPage(alert["annotations"]["runbook"].ToString()), alert["annotations"]["runbook"].ToString());
            Assert.DoesNotContain("://", string.Concat((YamlMappingNode)alert["annotations"]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_metric_that_is_asked_for_exists()
    {
        using var folder = new TestFolder();
        await using var store = await MonitorStore.OpenAsync(new() { Path = Path.Combine(folder.Path, "unpark.db") });
        await using var monitor = await FleetMonitor.StartAsync(new(), store);
        var known = MonitorMetrics.Of(monitor).Select(metric => metric.Name).ToHashSet(StringComparer.Ordinal);
        var asked = Directory.EnumerateFiles(Deploy, "*", SearchOption.AllDirectories).Append(Path.Combine(TestData.Root, "docs", "monitor.md")).Append(Path.Combine(TestData.Root, "docs", "alerts.md"))
            .SelectMany(file => MetricName().Matches(File.ReadAllText(file)).Select(match => match.Value)).Distinct();
        Assert.Empty(asked.Except(known));
        // All of them stand in the table of docs/monitor.md.
        var documented = MetricName().Matches(File.ReadAllText(Path.Combine(TestData.Root, "docs", "monitor.md"))).Select(match => match.Value);
        Assert.Empty(known.Where(name => !name.StartsWith("process_", StringComparison.Ordinal)).Except(documented));
    }

    private static void Promtool(params string[] arguments) => Command.Run(InstalledPrograms.Find("promtool")!, arguments);

    // A page of docs/, and the heading in it where the address names one.
    private static bool IsPage(string address)
    {
        var parts = address.Split('#');
        var page = Path.Combine(TestData.Root, parts[0]);
        return File.Exists(page) && (parts.Length == 1 || File.ReadLines(page).Any(line => line.TrimStart('#', ' ').Equals(parts[1], StringComparison.OrdinalIgnoreCase)));
    }

    [GeneratedRegex(@"\b(unpark_[a-z_]+[a-z]|go_goroutines_current|go_goroutine_leak_alerts_total)(?![a-z_.])")]
    private static partial Regex MetricName();
}
