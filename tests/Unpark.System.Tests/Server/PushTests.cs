using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;
using Unpark.Tests.Monitor;

namespace Unpark.Tests.Server;

/// <summary>Programs that send their evidence.</summary>
public class PushTests
{
    [Theory]
    [InlineData("go1.27.4/goroutine.pb.gz", "goroutine profile")]
    [InlineData("go1.27.4/goroutine-debug1.txt", "goroutine profile")]
    [InlineData("go1.27.4/goroutine-debug2.txt", "traceback")]
    [InlineData("go1.19.8/goroutine.pb.gz", "goroutine profile")]
    [InlineData("go1.27.4/goroutineleak.pb.gz", "leak profile")]
    [InlineData("go1.27.4/deadlock.txt", "crash")]
    [InlineData("go1.27.4/panic.txt", "crash")]
    [InlineData("go1.27.4/panic-test-timeout.txt", "crash")]
    [InlineData("go1.27.4/sigquit.txt", "crash")]
    [InlineData("go1.27.4/trace.out", "execution trace")]
    [InlineData("go1.27.4/race-map.txt", "race report")]
    public async Task Evidence_of_every_kind_is_taken_judged_and_kept(string file, string kind)
    {
        await using var server = await RunningServer.StartAsync();
        var content = await File.ReadAllBytesAsync(TestData.Path(file));
        var (status, answer) = await PushAsync(server, content);
        Assert.Equal(HttpStatusCode.OK, status);
        var snapshot = answer.GetProperty("snapshot");
        Assert.Equal((kind, "pushed", "orders/job-1"), (snapshot.GetProperty("kind").GetString(), snapshot.GetProperty("reason").GetString(), snapshot.GetProperty("key").GetString()));
        Assert.Equal(content, (await server.Store.SnapshotAsync(snapshot.GetProperty("id").GetInt64()))!.Value.Content);

        // The same findings as on the command line.
        var expected = Diagnosis.Of([EvidenceReader.Read(new MemoryStream(content), file)]).Findings;
        Assert.Equal(expected.Select(finding => finding.Fingerprint), answer.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("fingerprint").GetString()));
        Assert.Equal("pushed", (await server.GetAsync("/services/orders/snapshots")).GetProperty("snapshots")[0].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("go1.27.4/heap.pb.gz", "expected goroutines or races")]
    [InlineData("go1.27.4/index.html", "")]
    [InlineData("README.md", "")]
    public async Task What_shows_no_goroutines_is_refused_with_what_it_is(string file, string sentence)
    {
        await using var server = await RunningServer.StartAsync();
        var (status, answer) = await PushAsync(server, await File.ReadAllBytesAsync(TestData.Path(file)));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Contains(sentence, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(server.Monitor.Services);
    }

    [Fact]
    public async Task A_finding_of_sent_evidence_is_told_and_gone_when_nothing_comes_any_more()
    {
        var time = new ManualTime();
        await using var server = await RunningServer.StartAsync(time: time);
        await PushAsync(server, await File.ReadAllBytesAsync(TestData.Path("go1.27.4/deadlock.txt")));
        for (var round = 0; round < 3; round++) await server.Monitor.JudgeAsync(CancellationToken.None);
        Assert.True(Assert.Single(await server.Store.FindingsAsync("orders"), finding => finding.Rule == "UP7001").IsThere);
        Assert.Equal(1, (await server.GetAsync("/services")).GetProperty("services")[0].GetProperty("up").GetInt32());

        time.Advance(PushSettings.Default.ExpireAfter + TimeSpan.FromMinutes(1));
        await server.Monitor.JudgeAsync(CancellationToken.None);
        Assert.Empty(server.Monitor.Services);
        time.Advance(TimeSpan.FromMinutes(6));
        await server.Monitor.JudgeAsync(CancellationToken.None);
        Assert.DoesNotContain(await server.Store.FindingsAsync("orders"), finding => finding.IsThere);
        Assert.Contains((await server.GetAsync("/services/orders")).GetProperty("events").EnumerateArray(), one => one.GetProperty("kind").GetString() == "gone");
    }

    [Fact]
    public async Task Sites_beyond_those_that_are_kept_did_not_grow_from_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        var sites = 2 * server.Monitor.Settings.Schedule.SitesPerTarget;
        var text = new StringBuilder($"goroutine profile: total {sites * 30}\n");
        for (var i = 0; i < sites; i++) text.Append($"30 @ 0x1 0x2\n#\t0x1\truntime.chansend1+0x1\t/usr/lib/go-1.27/src/runtime/chan.go:161\n#\t0x2\tmain.send{i}+0x1\t/app/main.go:{i + 1}\n\n");
        for (var time = 0; time < 2; time++)
        {
            var (_, answer) = await PushAsync(server, Encoding.UTF8.GetBytes(text.ToString()));
            Assert.DoesNotContain(answer.GetProperty("findings").EnumerateArray(), finding => finding.TryGetProperty("growth", out _));
        }
    }

    [Fact]
    public async Task What_was_sent_before_a_restart_is_judged_until_it_expires_and_known_from_history_afterwards()
    {
        using var folder = new TestFolder();
        var (time, path) = (new ManualTime(), Path.Combine(folder.Path, "unpark.db"));
        await using (var before = await RunningServer.StartAsync(time: time, store: path))
        {
            await PushAsync(before, await File.ReadAllBytesAsync(TestData.Path("go1.27.4/deadlock.txt")), version: "v1");
            await before.Monitor.JudgeAsync(CancellationToken.None);
        }

        time.Advance(TimeSpan.FromMinutes(20));
        await using (var again = await RunningServer.StartAsync(time: time, store: path))
        {
            await again.UntilAsync(() => again.Monitor.Targets.Length == 1);
            time.Advance(TimeSpan.FromMinutes(10));
            await again.Monitor.JudgeAsync(CancellationToken.None);
            Assert.True(Assert.Single(await again.Store.FindingsAsync("orders"), finding => finding.Rule == "UP7001").IsThere);
            Assert.Equal(("v1", 1), (again.Monitor.Targets[0].Target.Version, Assert.Single(again.Monitor.Services).Up));
        }

        time.Advance(TimeSpan.FromDays(2));
        await using var late = await RunningServer.StartAsync(time: time, store: path);
        Assert.Empty(late.Monitor.Services);
        Assert.Equal((0, 0), (Number(await ListedAsync(late), "up"), Number(await ListedAsync(late), "instances")));
        var instance = (await late.GetAsync("/services/orders")).GetProperty("instances")[0];
        Assert.Equal("orders/job-1 has sent nothing since 2026-11-21 12:00 UTC: this is its history", instance.GetProperty("problem").GetString());
        Assert.NotEmpty((await late.GetAsync("/services/orders/snapshots?from=2026-11-20T00:00:00Z")).GetProperty("snapshots").EnumerateArray());
        Assert.NotEmpty((await late.GetAsync("/services/orders/history?from=2026-11-20T00:00:00Z")).GetProperty("times").EnumerateArray());
        time.Advance(TimeSpan.FromMinutes(6));
        await late.Monitor.JudgeAsync(CancellationToken.None);
        Assert.DoesNotContain(await late.Store.FindingsAsync("orders"), finding => finding.IsThere);

        // What it sends next belongs to the same history.
        await PushAsync(late, await File.ReadAllBytesAsync(TestData.Path("go1.27.4/goroutine.pb.gz")), version: "v2");
        Assert.Equal(1, Number(await ListedAsync(late), "up"));
        await late.UntilAsync(() => late.Store.DeploymentsAsync("orders").Result.Length > 0);
    }

    [Fact]
    public async Task Of_a_job_with_a_new_name_every_time_the_latest_are_shown()
    {
        var time = new ManualTime();
        await using var server = await RunningServer.StartAsync(time: time);
        var content = await File.ReadAllBytesAsync(TestData.Path("go1.27.4/goroutine.pb.gz"));
        for (var i = 0; i < 22; i++)
        {
            await PushAsync(server, content, $"job-{i}");
            time.Advance(TimeSpan.FromMinutes(1));
        }
        time.Advance(PushSettings.Default.ExpireAfter);
        await server.Monitor.JudgeAsync(CancellationToken.None);
        Assert.Equal(Enumerable.Range(2, 20).Reverse().Select(i => $"orders/job-{i}"), Assert.Single(server.Monitor.PastServices).Instances.Select(instance => instance.Target.Key));
    }

    [Fact]
    public async Task There_are_never_more_instances_than_the_settings_allow()
    {
        await using var server = await RunningServer.StartAsync(more: "push: {max_instances: 2, expire_after: 5m}");
        var content = await File.ReadAllBytesAsync(TestData.Path("go1.27.4/goroutine.pb.gz"));
        Assert.Equal(HttpStatusCode.OK, (await PushAsync(server, content, "a")).Status);
        Assert.Equal(HttpStatusCode.OK, (await PushAsync(server, content, "b")).Status);
        Assert.Equal(HttpStatusCode.OK, (await PushAsync(server, content, "a")).Status);
        var (status, answer) = await PushAsync(server, content, "c");
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Contains("one is forgotten 5m after it sent last", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, server.Monitor.Targets.Length);
    }

    [Fact]
    public async Task A_new_version_that_is_sent_along_is_a_deployment()
    {
        await using var server = await RunningServer.StartAsync();
        var content = await File.ReadAllBytesAsync(TestData.Path("go1.27.4/goroutine.pb.gz"));
        foreach (var version in new[] { "v1", "v1", "v2", "v2" }) await PushAsync(server, content, version: version);
        await server.UntilAsync(() => server.Store.DeploymentsAsync("orders").Result.Length > 0);
        Assert.Equal("v2", Assert.Single(await server.Store.DeploymentsAsync("orders")).Version);
    }

    [Fact]
    public async Task Names_with_markup_come_back_as_text_of_JSON_only()
    {
        await using var server = await RunningServer.StartAsync();
        const string Evil = "</script><img/src=x>";
        var dump = Encoding.UTF8.GetBytes($"goroutine 1 [chan receive, 9 minutes]:\nmain.{Evil}()\n\t/app/{Evil}.go:7 +0x1d\n");
        using var content = new ByteArrayContent(dump);
        var (status, answer) = await server.PostAsync($"/ingest?service={Uri.EscapeDataString(Evil)}&instance=1", content);
        Assert.Equal(HttpStatusCode.OK, status);
        var id = answer.GetProperty("snapshot").GetProperty("id").GetInt64();
        foreach (var path in new[] { "/services", $"/services/{Uri.EscapeDataString(Evil)}", $"/snapshots/{id}", $"/snapshots/{id}/flamegraph", $"/snapshots/compare?before={id}&after={id}" })
        {
            using var got = await server.Http.GetAsync(new Uri("api/v1" + path, UriKind.Relative));
            Assert.True(got.IsSuccessStatusCode, path);
            Assert.Equal(("application/json", "nosniff"), (got.Content.Headers.ContentType!.MediaType, got.Headers.GetValues("X-Content-Type-Options").Single()));
            Assert.DoesNotContain("<", await got.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Contains(Evil, (await server.GetAsync("/services")).GetProperty("services")[0].GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_a_flood_and_an_empty_body_are_refused_and_the_server_goes_on()
    {
        await using var server = await RunningServer.StartAsync();
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 2048; i++) gzip.Write(zeros);
        }
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PushAsync(server, bomb.ToArray())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PushAsync(server, [])).Status);

        // 2 GB, as its header says: not a byte of it is wanted.
        using var flood = new StreamContent(new Endless());
        flood.Headers.ContentLength = 2L << 30;
        await RefusedAsync(server, flood);
        // And without saying how much.
        using var chunked = new StreamContent(new Endless());
        await RefusedAsync(server, chunked);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(new Uri("healthz", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_body_that_drips_is_given_up()
    {
        await using var server = await RunningServer.StartAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        var stream = connection.GetStream();
        await stream.WriteAsync("POST /api/v1/ingest?service=orders HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n"u8.ToArray());
        var answer = stream.ReadAtLeastAsync(new byte[12], 12, throwOnEndOfStream: false).AsTask();
        for (var seconds = 0; !answer.IsCompleted; seconds++)
        {
            Assert.InRange(seconds, 0, 40);
            await stream.WriteAsync("g"u8.ToArray());
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(1)));
        }
    }

    private static async Task<JsonElement> ListedAsync(RunningServer server) => Assert.Single((await server.GetAsync("/services")).GetProperty("services").EnumerateArray());

    private static int Number(JsonElement answer, string name) => answer.GetProperty(name).GetInt32();

    private static async Task RefusedAsync(RunningServer server, HttpContent content)
    {
        try
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.PostAsync("/ingest?service=orders", content, ("Expect", "100-continue"))).Status);
        }
        catch (HttpRequestException)
        {
            // The connection is closed under a client that still writes.
        }
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PushAsync(RunningServer server, byte[] content, string instance = "job-1", string version = "")
    {
        using var body = new ByteArrayContent(content);
        return await server.PostAsync($"/ingest?service=orders&instance={instance}&version={version}", body);
    }

    /// <summary>Text without an end, and without evidence.</summary>
    private sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'a');
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
