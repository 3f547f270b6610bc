using System.Globalization;
using System.Text.Json;
using Unpark.Tests.Daemons;

namespace Unpark.Tests.Deploy;

/// <summary>A real Prometheus that reads one target every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly Daemon _daemon;

    private PrometheusServer(Daemon daemon) => _daemon = daemon;

    public Uri Address => _daemon.Place.Uri(0);

    /// <param name="target">Host and port of what has /metrics; null: nothing is read.</param>
    /// <param name="more">Arguments of this version.</param>
    public static async Task<PrometheusServer> StartAsync(string program, string? target, params string[] more)
    {
        var jobs = target is null ? "[]" : $"[{{job_name: unpark, static_configs: [{{targets: ['{target}']}}]}}]";
        var kind = DaemonKinds.Of("prometheus") with
        {
            Arguments = place =>
            [
                $"--config.file={place.Write("prometheus.yml", $"global: {{scrape_interval: 1s}}\nscrape_configs: {jobs}\n")}", $"--storage.tsdb.path={place.Folder}/data",
                $"--web.listen-address={place.Address(0)}", "--log.level=error", .. more,
            ],
        };
        return new(await Daemon.StartAsync(kind, program, TimeSpan.FromSeconds(30)));
    }

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
