using System.Diagnostics;
using Unpark.Monitor;
using Unpark.Monitor.Metrics;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;
using Unpark.Tests.Http;

namespace Unpark.Tests.Monitor.Metrics;

public class MonitorMetricsTests
{
    [GoFact]
    public async Task Prometheus_own_tool_accepts_the_metrics_whatever_a_service_is_called()
    {
        using var program = await TargetProgram.StartAsync("-waiting=20");
        using var folder = new TestFolder();
        await using var store = await MonitorStore.OpenAsync(new() { Path = Path.Combine(folder.Path, "unpark.db") });
        var settings = SettingsReader.OfAddresses([program.Address]);
        settings = settings with { Groups = [settings.Groups[0] with { Job = "a \"quoted\"\nback\\slash" }] };
        await using var monitor = await FleetMonitor.StartAsync(settings, store);
        for (var waited = 0; monitor.Targets[0].Goroutines is null || !monitor.IsIdle; waited++)
        {
            Assert.True(waited < 3000, string.Join('\n', monitor.Problems));
            await Task.Delay(20);
        }

        using var text = new StringWriter();
        MonitorMetrics.Write(monitor, text, sitesPerService: 1);
        Check(text.ToString());
        Assert.Contains("\nunpark_target_up{service=\"a \\\"quoted\\\"\\nback\\\\slash\",", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("function=\"main.receive\",state=\"chan receive\",", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, text.ToString().Split('\n').Count(line => line.StartsWith("unpark_site_goroutines{", StringComparison.Ordinal)));
        Assert.Single(text.ToString().Split('\n'), line => line.StartsWith("go_goroutines_current{", StringComparison.Ordinal));

        using var open = new StringWriter();
        MonitorMetrics.Write(monitor, open, MetricsForm.OpenMetrics);
        Assert.Contains("\n# TYPE unpark_looks counter\nunpark_looks_total ", open.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\n# EOF\n", open.ToString(), StringComparison.Ordinal);
    }

    // Where Prometheus is not installed the rest of the test says enough.
    private static void Check(string metrics)
    {
        if (InstalledPrograms.Find("promtool") is not { } promtool) return;
        using var process = Process.Start(new ProcessStartInfo(promtool, ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardInput.Write(metrics);
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal((0, ""), (process.ExitCode, said));
    }
}
