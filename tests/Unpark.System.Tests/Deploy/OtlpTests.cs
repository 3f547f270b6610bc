using System.Globalization;
using Unpark.Monitor.Metrics;
using Unpark.Monitor.Metrics.Otlp;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Tests.Http;

namespace Unpark.Tests.Deploy;

public sealed class OtlpTests(LeakingFleet fleet) : IClassFixture<LeakingFleet>
{
    [OtlpFact]
    public async Task A_receiver_knows_every_series_that_the_text_has_with_its_value()
    {
        await using var receiver = await PrometheusServer.TakingOtlpAsync();
        var settings = new OtlpSettings(new(new(receiver.Address, "opentelemetry/v1/metrics")), TimeSpan.FromMilliseconds(200));
        await using var exporter = new OtlpExporter(() => MonitorMetrics.Of(fleet.Monitor), settings, TimeProvider.System);
        // Asked for anew each time: that there was nothing is remembered for ten seconds.
        for (var waited = 0; (await receiver.QueryAsync($"unpark_build_info{{attempt!=\"{waited}\"}}")).Count == 0; waited++)
        {
            Assert.True(waited < 300, exporter.Problem);
            await Task.Delay(200);
        }
        Assert.Null(exporter.Problem);

        var (expected, found) = await SeriesAsync(receiver);
        Assert.InRange(expected.Length, 30, 200);
        // The judge may have come to know more after the export that the receiver had first.
        for (var waited = 0; !expected.SequenceEqual(found) && waited < 100; waited++)
        {
            await Task.Delay(200);
            (expected, found) = await SeriesAsync(receiver);
        }
        Assert.Equal(expected, found);
        Assert.Equal("unpark", (await receiver.QueryAsync("unpark_build_info"))[0].Labels["service.name"]);
    }

    [Fact]
    public async Task A_receiver_that_is_away_is_a_problem_until_nobody_is_to_be_told()
    {
        var settings = SettingsReader.Read("scrape_configs: []\notlp: {endpoint: 'http://127.0.0.1:1', interval: 20ms}", "unpark.yaml");
        Assert.Empty(settings.Errors);
        Assert.Equal("http://127.0.0.1:1/v1/metrics", settings.Otlp!.Address.AbsoluteUri);
        await using var exporter = new OtlpExporter(() => [], settings.Otlp, TimeProvider.System);
        await UntilAsync(() => exporter.Problem?.StartsWith("127.0.0.1:1: did not take the metrics (otlp): ", StringComparison.Ordinal) == true);
        exporter.Use(null);
        await UntilAsync(() => exporter.Problem is null);
    }

    [Fact]
    public async Task What_is_sent_is_protobuf_with_the_headers_that_are_set()
    {
        var sent = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var receiver = new FakeServer(request =>
        {
            sent.TrySetResult(request);
            return FakeServer.Status("200 OK");
        });
        await using var exporter = new OtlpExporter(() => [Metric.Gauge("a", "b", 1)], new(new(new($"http://{receiver.Address}")), TimeSpan.FromMilliseconds(20)), TimeProvider.System);
        Assert.Equal("POST /v1/metrics HTTP/1.1", await sent.Task.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    private async Task<(string[] Expected, string[] Found)> SeriesAsync(PrometheusServer receiver)
    {
        var expected = MonitorMetrics.Of(fleet.Monitor).Where(metric => !metric.Name.StartsWith("process_", StringComparison.Ordinal)).SelectMany(SeriesOf);
        var found = (await receiver.QueryAsync("""{__name__=~"unpark_.+|go_goroutine.+"}""")).Select(series => Text(series.Labels["__name__"], series.Labels, series.Value));
        return ([.. expected.Order(StringComparer.Ordinal)], [.. found.Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> SeriesOf(Metric metric)
    {
        foreach (var sample in metric.Samples) yield return Text(metric.Name, sample.Labels.ToDictionary(label => label.Name, label => label.Value), sample.Value);
        if (metric.Summary is not { } summary) yield break;
        foreach (var (quantile, value) in summary.Quantiles) yield return Text(metric.Name, new() { ["quantile"] = quantile.ToString(CultureInfo.InvariantCulture) }, value);
        yield return Text(metric.Name + "_count", [], summary.Count);
        yield return Text(metric.Name + "_sum", [], summary.Sum);
    }

    // A label without a value is none.
    private static string Text(string name, Dictionary<string, string> labels, double value) =>
        $"{name}{{{string.Join(", ", labels.Where(label => label.Key is not ("__name__" or "service.name" or "service.version" or "scope.name" or "otel_scope_name") && label.Value.Length > 0).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"))}}} {value.ToString("G12", CultureInfo.InvariantCulture)}";

    private static async Task UntilAsync(Func<bool> reached)
    {
        for (var waited = 0; !reached(); waited++)
        {
            Assert.True(waited < 3000);
            await Task.Delay(20);
        }
    }
}
