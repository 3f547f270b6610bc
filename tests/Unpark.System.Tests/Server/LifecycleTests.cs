using System.Text.Json;
using Unpark.Monitor.Verdicts;
using Unpark.Tests.Daemons;
using Unpark.Tests.Http;
using Unpark.Tests.Monitor.Alerts;

namespace Unpark.Tests.Server;

/// <summary>A leak from its first goroutine to its fix, as the team on call sees it.</summary>
public class LifecycleTests
{
    [GoFact]
    public async Task A_leak_is_found_told_to_Alertmanager_counted_by_Prometheus_and_resolved_by_the_fix()
    {
        if (AlertmanagerFactAttribute.Kind.Installed.Count == 0) return;
        await using var alertmanager = await Daemon.StartAsync(AlertmanagerFactAttribute.Kind, AlertmanagerFactAttribute.Kind.Installed[0], TimeSpan.FromSeconds(5));
        using var healthy = await TargetProgram.StartAsync();
        var leaking = await TargetProgram.StartAsync();
        await using var server = await RunningServer.StartAsync(
            JobsOf(leaking, healthy, "v1"),
            more: $"alerting: {{alertmanagers: [{{url: '{alertmanager.Place.Uri(0)}'}}], resend_interval: 1s}}\nweb: {{external_url: 'https://unpark.example'}}",
            findings: new FindingBookOptions { GoneAfter = TimeSpan.FromSeconds(3), JudgeDeploymentAfter = TimeSpan.FromSeconds(5) });
        await using var prometheus = await ScrapingPrometheus.StartAsync(server.Address);

        // It leaks, and says so.
        JsonElement? worst = null;
        for (var waited = 0; worst is null; waited++)
        {
            Assert.True(waited < 480, "no finding after two minutes");
            await leaking.DoAsync("leak?n=5");
            await Task.Delay(250);
            worst = await WorstAsync(server, "orders");
        }
        var fingerprint = worst.Value.GetProperty("fingerprint").GetString()!;
        Assert.Equal("main.abandon", worst.Value.GetProperty("function").GetString());
        Assert.Null(await WorstAsync(server, "healthy"));
        var alert = Assert.Single(await AlertsAsync(alertmanager, count => count == 1));
        Assert.Equal($"https://unpark.example/services/orders/findings/{fingerprint}", alert.GetProperty("generatorURL").GetString());
        await prometheus.UntilAsync("max(unpark_finding_goroutines{service=\"orders\"})", value => value >= 5);
        await prometheus.UntilAsync("go_goroutine_leak_alerts_total{service=\"orders\"}", value => value >= 1);
        await prometheus.UntilAsync("count(go_goroutines_current)", value => value == 2);

        // The next version has it no more.
        leaking.Dispose();
        using var mended = await TargetProgram.StartAsync();
        await server.Monitor.ReloadAsync(RunningServer.SettingsOf(JobsOf(mended, healthy, "v2"), $"alerting: {{alertmanagers: [{{url: '{alertmanager.Place.Uri(0)}'}}], resend_interval: 1s}}"));
        Assert.Empty(await AlertsAsync(alertmanager, count => count == 0));
        var finding = await server.GetAsync($"/services/orders/findings/{fingerprint}");
        Assert.True(finding.TryGetProperty("goneSince", out _));
        await server.UntilAsync(() => server.GetAsync($"/services/orders/findings/{fingerprint}").Result.TryGetProperty("afterDeployment", out var outcome) && outcome.GetString() == "fixed");
        var told = (await server.GetAsync("/events?service=orders")).GetProperty("events").EnumerateArray().Select(one => one.GetProperty("kind").GetString()).Reverse().ToList();
        Assert.Equal(["appeared", "deployed", "gone", "deploymentJudged"], told.Where(kind => kind is not ("dump" or "grew" or "down" or "up")));
        Assert.Contains("dump", told);
    }

    private static string JobsOf(TargetProgram orders, TargetProgram healthy, string version) => $$$"""
        - {job_name: orders, allow_stop: 5s, scrape_interval: 500ms, scrape_timeout: 500ms, static_configs: [{targets: ['{{{orders.Address}}}'], labels: {instance: one, version: {{{version}}}}}]}
        - {job_name: healthy, scrape_interval: 500ms, scrape_timeout: 500ms, static_configs: [{targets: ['{{{healthy.Address}}}']}]}
        """;

    private static async Task<JsonElement?> WorstAsync(RunningServer server, string service)
    {
        var services = (await server.GetAsync("/services")).GetProperty("services").EnumerateArray();
        return services.Single(one => one.GetProperty("name").GetString() == service).TryGetProperty("worst", out var worst) ? worst : null;
    }

    private static async Task<List<JsonElement>> AlertsAsync(Daemon alertmanager, Func<int, bool> reached)
    {
        using var http = new HttpClient();
        for (var waited = 0; ; waited++)
        {
            var answer = JsonElement.Parse(await http.GetStringAsync(alertmanager.Place.Uri(0, "api/v2/alerts?filter=alertname%3D%22GoroutineLeak%22")));
            List<JsonElement> alerts = [.. answer.EnumerateArray()];
            if (reached(alerts.Count)) return alerts;
            Assert.True(waited < 600, $"after two minutes Alertmanager has {answer}");
            await Task.Delay(200);
        }
    }
}
