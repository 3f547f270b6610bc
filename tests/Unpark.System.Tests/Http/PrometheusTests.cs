using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Unpark.Collectors.Http;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Tests.Http;

/// <summary>A real daemon, where Debian's prometheus is installed.</summary>
public class PrometheusTests
{
    private sealed class PrometheusFactAttribute : FactAttribute
    {
        public PrometheusFactAttribute()
        {
            if (!File.Exists(Program)) Skip = $"prometheus is not installed (looked for {Program})";
        }
    }

    private const string Program = "/usr/bin/prometheus";

    [PrometheusFact]
    public async Task Prometheus_is_read_live_and_goes_on_serving()
    {
        using var folder = new TestFolder();
        folder.Write("prometheus.yml", "scrape_configs: []\n"u8);
        var address = FreeAddress();
        using var process = Process.Start(new ProcessStartInfo(Program,
            [$"--config.file={folder.Path}/prometheus.yml", $"--storage.tsdb.path={folder.Path}/data", $"--web.listen-address={address}", "--log.level=error"]))!;
        try
        {
            using var http = new HttpClient();
            await UntilReadyAsync(http, address);
            var collection = await LiveCollector.CollectAsync(TargetProgram.Parse(address));

            Assert.Empty(collection.Diagnostics);
            Assert.Equal([EvidenceKind.Profile, EvidenceKind.Traceback], Assert.Single(collection.Moments).Snapshots.Take(2).Select(snapshot => snapshot.Kind));
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri($"http://{address}/-/healthy"))).StatusCode);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task UntilReadyAsync(HttpClient http, string address)
    {
        for (var limit = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                if ((await http.GetAsync(new Uri($"http://{address}/-/ready"))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (limit.Elapsed < TimeSpan.FromSeconds(60))
            {
                continue; // not listening yet
            }
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(60), "prometheus did not become ready");
        }
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }
}
