using System.Net.Http.Json;
using System.Text;
using Unpark.Collectors;
using Unpark.Collectors.Http;
using Unpark.Findings;

namespace Unpark.Tests.Daemons;

/// <summary>Real daemons at work: nothing is wrong with them, so nothing above a note may be said.</summary>
public sealed class HealthyDaemonTests
{
    [DaemonFact("prometheus")]
    public async Task Prometheus_that_scrapes_and_answers_queries_is_healthy()
    {
        using var prometheus = await Daemon.StartAsync("prometheus", PrometheusArguments, "-/ready");
        await CheckAsync(prometheus, (http, i) => http.GetAsync(new Uri(prometheus.Root, $"api/v1/query?query=sum(rate(prometheus_http_requests_total[{10 + i % 50}s]))")));
    }

    [DaemonFact("etcd")]
    public async Task Etcd_that_takes_writes_is_healthy()
    {
        using var etcd = await Daemon.StartAsync("etcd", EtcdArguments, "health");
        await CheckAsync(etcd, (http, i) => http.PostAsJsonAsync(new Uri(etcd.Root, "v3/kv/put"), new { key = Base64($"key{i % 20}"), value = Base64("value") }));
    }

    private static string[] PrometheusArguments(TestFolder folder, int port, int unused)
    {
        var config = folder.Write("prometheus.yml", Encoding.UTF8.GetBytes(
            $"global: {{scrape_interval: 1s}}\nscrape_configs:\n- job_name: self\n  static_configs: [{{targets: ['127.0.0.1:{port}']}}]\n"));
        return [$"--config.file={config}", $"--storage.tsdb.path={folder.Path}/data", $"--web.listen-address=127.0.0.1:{port}"];
    }

    private static string[] EtcdArguments(TestFolder folder, int port, int peers) =>
    [
        "--enable-pprof", $"--data-dir={folder.Path}/data", "--log-level=error",
        $"--listen-client-urls=http://127.0.0.1:{port}", $"--advertise-client-urls=http://127.0.0.1:{port}",
        $"--listen-peer-urls=http://127.0.0.1:{peers}", $"--initial-advertise-peer-urls=http://127.0.0.1:{peers}", $"--initial-cluster=default=http://127.0.0.1:{peers}",
    ];

    /// <summary>Warm-up under load, then a look while the load goes on.</summary>
    private static async Task CheckAsync(Daemon daemon, Func<HttpClient, int, Task<HttpResponseMessage>> request)
    {
        using var end = new CancellationTokenSource();
        var load = LoadAsync(request, end.Token);
        await Task.Delay(TimeSpan.FromSeconds(6));
        var collection = await new Collector { Options = new CollectOptions { For = TimeSpan.FromSeconds(5) } }.CollectAsync([daemon.Root.ToString()]);
        await end.CancelAsync();
        Assert.True(await load > 100, "the load did not run");

        Assert.Empty(collection.Diagnostics);
        var report = Diagnosis.Of(collection.Moments, collection.Readings, new DiagnosisOptions { LeftOut = collection.LeftOut });
        Assert.True(report.Total > 10, $"only {report.Total} goroutines: that is no {daemon.Root}");
        Assert.DoesNotContain(report.Findings, finding => finding.Level > Level.Note || finding.Confidence >= Confidence.Likely);
    }

    /// <returns>Requests answered well.</returns>
    private static async Task<int> LoadAsync(Func<HttpClient, int, Task<HttpResponseMessage>> request, CancellationToken end)
    {
        using var http = new HttpClient();
        var answered = 0;
        for (var i = 0; !end.IsCancellationRequested; i++)
        {
            using var answer = await request(http, i);
            if (answer.IsSuccessStatusCode) answered++;
            await Task.Delay(20, CancellationToken.None);
        }
        return answered;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
