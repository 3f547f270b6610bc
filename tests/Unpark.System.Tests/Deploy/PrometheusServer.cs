using System.Globalization;
using System.Text.Json;
using Unpark.Tests.Daemons;

namespace Unpark.Tests.Deploy;

/// <summary>A server on loopback that is asked in PromQL.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly Daemon _daemon;

    private PrometheusServer(Daemon daemon) => _daemon = daemon;

    public Uri Address => _daemon.Place.Uri(0);

    /// <summary>Prometheus itself, which reads one target every second.</summary>
    /// <param name="target">Host and port of what has /metrics.</param>
    public static Task<PrometheusServer> ReadingAsync(string target) => StartAsync(InstalledPrograms.Find("prometheus")!, DaemonKinds.Of("prometheus") with
    {
        Arguments = place =>
        [
            $"--config.file={place.Write("prometheus.yml", $"global: {{scrape_interval: 1s}}\nscrape_configs: [{{job_name: unpark, static_configs: [{{targets: ['{target}']}}]}}]\n")}",
            $"--storage.tsdb.path={place.Folder}/data", $"--web.listen-address={place.Address(0)}", "--log.level=error",
        ],
    });

    /// <summary>VictoriaMetrics, which takes OTLP and is asked as Prometheus is.</summary>
    public static Task<PrometheusServer> TakingOtlpAsync() => StartAsync(OtlpFactAttribute.Program, DaemonKinds.Of("victoria-metrics") with
    {
        Arguments = place => [$"-storageDataPath={place.Folder}/data", $"-httpListenAddr={place.Address(0)}", "-loggerLevel=ERROR", "-search.latencyOffset=0s"],
    });

    private static async Task<PrometheusServer> StartAsync(string program, DaemonKind kind) => new(await Daemon.StartAsync(kind with { Work = (_, _, _) => Task.CompletedTask }, program, TimeSpan.FromSeconds(30)));

    /// <summary>Labels without the name, and value, of each series of the answer.</summary>
    /// <exception cref="InvalidOperationException">The query is none.</exception>
    public async Task<List<(Dictionary<string, string> Labels, double Value)>> QueryAsync(string query)
    {
        using var answer = await _http.GetAsync(new Uri(Address, $"api/v1/query?query={Uri.EscapeDataString(query)}"));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        if (json.RootElement.GetProperty("status").GetString() != "success") throw new InvalidOperationException($"{query}: {json.RootElement}");
        return [.. json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(series => (
            series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!),
            double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)))];
    }

    /// <summary>Waits until the query has an answer.</summary>
    public async Task<List<(Dictionary<string, string> Labels, double Value)>> UntilAsync(string query)
    {
        for (var waited = 0; ; waited++)
        {
            if (await QueryAsync(query) is { Count: > 0 } found) return found;
            Assert.True(waited < 600, $"after two minutes nothing answers {query}");
            await Task.Delay(200);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _daemon.DisposeAsync();
    }
}
