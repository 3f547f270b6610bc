using System.Globalization;
using System.Text.Json;
using Unpark.Tests.Daemons;

namespace Unpark.Tests.Server;

/// <summary>A real Prometheus that reads /metrics of a server; where none is installed, whatever is expected of it holds.</summary>
internal sealed class ScrapingPrometheus(Daemon? daemon) : IAsyncDisposable
{
    public static async Task<ScrapingPrometheus> StartAsync(Uri server)
    {
        var kind = DaemonKinds.All.Single(kind => kind.Program == "prometheus");
        if (kind.Installed.Count == 0) return new(null);
        var scraping = kind with
        {
            Arguments = place =>
            [
                $"--config.file={place.Write("prometheus.yml", $"global: {{scrape_interval: 1s}}\nscrape_configs:\n- job_name: unpark\n  static_configs: [{{targets: ['{server.Authority}']}}]\n")}",
                $"--storage.tsdb.path={place.Folder}/data", $"--web.listen-address={place.Address(0)}", "--log.level=error",
            ],
        };
        return new(await Daemon.StartAsync(scraping, kind.Installed[0], TimeSpan.FromSeconds(5)));
    }

    /// <summary>Waits until a query has one result, and it is as expected.</summary>
    public async Task UntilAsync(string query, Func<double, bool> expected)
    {
        if (daemon is null) return;
        using var http = new HttpClient();
        for (var waited = 0; ; waited++)
        {
            var text = await http.GetStringAsync(daemon.Place.Uri(0, $"api/v1/query?query={Uri.EscapeDataString(query)}"));
            var result = JsonElement.Parse(text).GetProperty("data").GetProperty("result");
            if (result.GetArrayLength() == 1 && expected(double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture))) return;
            Assert.True(waited < 600, $"after two minutes Prometheus says of {query}: {text}");
            await Task.Delay(200);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (daemon is not null) await daemon.DisposeAsync();
    }
}
