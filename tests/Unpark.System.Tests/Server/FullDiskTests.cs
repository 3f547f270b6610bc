using System.Net;
using System.Text;
using System.Text.Json;
using Unpark.Tests.Http;
using Unpark.Tests.Monitor.Store;

namespace Unpark.Tests.Server;

/// <summary><c>unpark serve</c> on a disk without room.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly HttpClient _http = new();

    [SmallDiskFact]
    public async Task A_full_disk_is_told_stops_no_look_and_no_finding_and_what_waited_is_written_when_there_is_room()
    {
        using var disk = new SmallDisk(4);
        using var program = new FakeServer(_ => FakeServer.Ok("application/octet-stream", TestData.Bytes("go1.27.4/goroutine.pb.gz")));
        _folder.Write("unpark.yaml", Encoding.UTF8.GetBytes($$"""
            global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
            store: {path: {{disk.Path}}/unpark.db}
            scrape_configs: [{job_name: a, static_configs: [{targets: ['{{program.Address}}']}]}]
            """));
        using var serve = ServeProcess.Start(_folder.Path, "serve", "--listen", "127.0.0.1:0");
        await UntilAsync(serve, stats => Number(stats, "samplesWritten") >= 3);

        disk.Fill();
        await serve.UntilSaysAsync($"event=problem text=\"{disk.Path}/unpark.db: there is no room for more");
        var full = await UntilAsync(serve, stats => Number(stats, "samplesWaiting") >= 3);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(serve, "readyz"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(serve, "healthz"));
        Assert.Contains(full.GetProperty("problems").EnumerateArray(), problem => problem.GetString()!.Contains("there is no room for more", StringComparison.Ordinal));
        foreach (var service in (string[])["orders", "billing"])
        {
            await PushAsync(serve, service);
            await serve.UntilSaysAsync($"event=FindingAppeared text=\"{service}: ");
        }
        Assert.NotEmpty((await serve.GetAsync("/services/a/history")).GetProperty("times").EnumerateArray());
        await UntilAsync(serve, stats => Number(stats, "looks") >= Number(full, "looks") + 2);

        disk.MakeRoom();
        var after = await UntilAsync(serve, stats => Number(stats, "samplesWaiting") == 0 && stats.GetProperty("problems").GetArrayLength() == 0);
        await serve.UntilSaysAsync("event=solved");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(serve, "readyz"));
        Assert.Equal(0, Number(after, "samplesLost"));
        Assert.True(Number(after, "samplesWritten") >= Number(full, "samplesWritten") + Number(full, "samplesWaiting"));
        foreach (var service in (string[])["orders", "billing"])
        {
            var shown = await serve.GetAsync($"/services/{service}");
            Assert.NotEmpty(shown.GetProperty("findings").EnumerateArray());
            Assert.Contains(shown.GetProperty("events").EnumerateArray(), one => one.GetProperty("kind").GetString() == "appeared");
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task PushAsync(ServeProcess serve, string service)
    {
        using var body = new ByteArrayContent(TestData.Bytes("go1.27.4/deadlock.txt"));
        using var answer = await _http.PostAsync(new Uri(await serve.AddressAsync(), $"api/v1/ingest?service={service}&instance=1"), body);
        // Whoever sent it is not told that it is kept.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    private async Task<HttpStatusCode> StatusAsync(ServeProcess serve, string path)
    {
        using var answer = await _http.GetAsync(new Uri(await serve.AddressAsync(), path));
        return answer.StatusCode;
    }

    private async Task<JsonElement> UntilAsync(ServeProcess serve, Func<JsonElement, bool> reached)
    {
        for (var waited = 0; ; waited++)
        {
            var stats = JsonElement.Parse(await _http.GetStringAsync(new Uri(await serve.AddressAsync(), "debug/stats")));
            if (reached(stats)) return stats;
            Assert.True(waited < 600, $"after two minutes: {stats}\n{serve.Said}");
            await Task.Delay(200);
        }
    }

    private static long Number(JsonElement stats, string name) => stats.GetProperty(name).GetInt64();
}
