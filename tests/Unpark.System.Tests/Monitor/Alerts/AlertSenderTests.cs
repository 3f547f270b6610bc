using System.Text.Json;
using Unpark.Findings;
using Unpark.Monitor;
using Unpark.Monitor.Alerts;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;
using Unpark.Monitor.Verdicts;
using Unpark.Tests.Daemons;

namespace Unpark.Tests.Monitor.Alerts;

public class AlertSenderTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [AlertmanagerFact]
    public async Task Alertmanager_shows_a_finding_once_however_often_it_is_told_and_resolves_it_when_it_is_gone()
    {
        await using var alertmanager = await Daemon.StartAsync(AlertmanagerFactAttribute.Kind, AlertmanagerFactAttribute.Kind.Installed[0], TimeSpan.FromSeconds(1));
        var settings = AlertSettings.None with
        {
            Alertmanagers = [new(alertmanager.Place.Uri(0))],
            Resend = TimeSpan.FromMilliseconds(200),
            Labels = LabelSet.Empty.With("cluster", "test"),
            ExternalUrl = new("https://unpark.example"),
        };
        await using var sender = new AlertSender(settings, [], TimeProvider.System);
        sender.Add(Change(EventKind.FindingAppeared));
        for (var told = sender.Figures.Sent; sender.Figures.Sent < told + 5;) await Task.Delay(20);

        // Another title, count and place: the same alert.
        sender.Add(new(Finding with { Title = "30 wait", Count = 30, Place = "/app/order.go:60" }, null));
        for (var told = sender.Figures.Sent; sender.Figures.Sent < told + 5;) await Task.Delay(20);
        var alert = Assert.Single(await AlertsAsync(alertmanager));
        Assert.Equal("orders: 30 wait", alert.GetProperty("annotations").GetProperty("summary").GetString());
        Assert.Equal("unpark explain UP6001", alert.GetProperty("annotations").GetProperty("explain").GetString());
        Assert.Equal(("test", "warning"), (alert.GetProperty("labels").GetProperty("cluster").GetString(), alert.GetProperty("labels").GetProperty("severity").GetString()));
        Assert.Equal("https://unpark.example/services/orders/findings/f1", alert.GetProperty("generatorURL").GetString());

        sender.Add(Change(EventKind.FindingGone, Finding with { GoneSince = Now }));
        for (var waited = 0; (await AlertsAsync(alertmanager)).Count > 0; waited++)
        {
            Assert.True(waited < 300, "the alert is still there after a minute");
            await Task.Delay(200);
        }
        Assert.Null(sender.Problem);
    }

    [Theory]
    [InlineData(WebhookFormat.Slack, """{"text":"orders: 20 wait\nmain.send /app/order.go:52"}""")]
    [InlineData(WebhookFormat.WeCom, """{"msgtype":"text","text":{"content":"orders: 20 wait\nmain.send /app/order.go:52"}}""")]
    public async Task A_webhook_gets_each_event_once_in_its_own_form_also_when_it_fails_at_first(WebhookFormat format, string body)
    {
        using var receiver = new ReceivedPosts { Failures = 1 };
        await using var sender = new AlertSender(AlertSettings.None with { Webhooks = [new(new(new(receiver.Address, "hook")), format)] }, [], TimeProvider.System);
        sender.Add(Change(EventKind.FindingAppeared));
        sender.Add(new(Finding, null));
        Assert.Equal($"/hook {body}", await receiver.NextAsync());
        Assert.Empty(receiver.Posts);
    }

    [Fact]
    public async Task The_plain_form_carries_the_whole_finding()
    {
        using var receiver = new ReceivedPosts();
        await using var sender = new AlertSender(AlertSettings.None with { Webhooks = [new(new(receiver.Address), WebhookFormat.Json)] }, [], TimeProvider.System);
        sender.Add(Change(EventKind.FindingGrew));
        using var json = JsonDocument.Parse((await receiver.NextAsync())[2..]);
        Assert.Equal(("unpark.event/1", "grew"), (json.RootElement.GetProperty("schema").GetString(), json.RootElement.GetProperty("event").GetString()));
        Assert.Equal("UP6001", json.RootElement.GetProperty("finding").GetProperty("rule").GetString());
    }

    [Fact]
    public async Task A_receiver_that_refuses_is_a_problem_that_names_no_path()
    {
        await using var sender = new AlertSender(AlertSettings.None with { Webhooks = [new(new(new("http://127.0.0.1:1/secret")), WebhookFormat.Json)] }, [], TimeProvider.System);
        sender.Add(Change(EventKind.FindingAppeared));
        for (var waited = 0; sender.Problem is null; waited++)
        {
            Assert.True(waited < 3000);
            await Task.Delay(20);
        }
        Assert.StartsWith("127.0.0.1:1: could not be told of findings: ", sender.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", sender.Problem, StringComparison.Ordinal);
    }

    private static FindingRecord Finding { get; } = new()
    {
        Service = "orders", Fingerprint = "f1", Rule = "UP6001", Title = "20 wait", Spread = "on its only instance, a", Confidence = Confidence.Likely, Level = Level.Warning,
        Function = "main.send", Place = "/app/order.go:52", Count = 20, Peak = 20, PerHour = 600, Instances = 1, InstancesOfService = 1, FirstSeen = Now, LastSeen = Now, Json = """{"rule":"UP6001"}""",
    };

    private static FindingChange Change(EventKind kind, FindingRecord? finding = null) =>
        new(finding ?? Finding, new(Now, kind, "orders", null, "orders: 20 wait", "f1"));

    private static async Task<List<JsonElement>> AlertsAsync(Daemon alertmanager)
    {
        using var http = new HttpClient();
        using var json = JsonDocument.Parse(await http.GetStringAsync(alertmanager.Place.Uri(0, "api/v2/alerts?filter=alertname%3D%22GoroutineLeak%22")));
        return [.. json.RootElement.EnumerateArray().Select(alert => alert.Clone())];
    }
}

/// <summary>A test that needs Alertmanager; skipped where it is not installed.</summary>
internal sealed class AlertmanagerFactAttribute : FactAttribute
{
    public static DaemonKind Kind { get; } = DaemonKinds.All.Single(kind => kind.Program == "prometheus-alertmanager");

    public AlertmanagerFactAttribute()
    {
        if (Kind.Installed.Count == 0) Skip = "no prometheus-alertmanager on this machine; ./test fetches one";
    }
}
