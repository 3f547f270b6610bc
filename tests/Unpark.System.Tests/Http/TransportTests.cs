using System.Net;
using System.Net.Sockets;
using Unpark.Collectors.Http;

namespace Unpark.Tests.Http;

public class TransportTests
{
    [Fact]
    public async Task A_proxy_is_asked_for_the_whole_address()
    {
        using var proxy = new FakeServer(request => Answer(request));
        var target = TargetProgram.Parse("http://app.example:6060") with { Access = new() { Proxy = new Uri($"http://{proxy.Address}") } };
        await LiveCollector.CollectAsync(target);
        Assert.StartsWith("GET http://app.example:6060/debug/pprof/ ", proxy.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_is_tried_again_until_the_program_listens()
    {
        var address = FreeAddress();
        var collecting = LiveCollector.CollectAsync(TargetProgram.Parse(address) with { Retries = 5 });
        await Task.Delay(300);
        using var server = new TcpListener(IPEndPoint.Parse(address));
        server.Start();
        using var client = await server.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(10));
        client.Close();
        Assert.True(Assert.Single((await collecting).Diagnostics).Fatal);
    }

    [Fact]
    public async Task An_error_that_was_answered_is_not_asked_for_again()
    {
        using var server = new FakeServer(_ => FakeServer.Status("503 Service Unavailable"));
        var collection = await LiveCollector.CollectAsync(TargetProgram.Parse(server.Address));
        Assert.Single(server.Requests);
        Assert.Equal("answered 503 to /debug/pprof/", Assert.Single(collection.Diagnostics).Message);
    }

    [Fact]
    public async Task An_answer_larger_than_the_limit_is_left_there()
    {
        using var server = new FakeServer(request => Answer(request));
        var profile = TestData.Bytes("go1.27.4/goroutine.pb.gz");
        var target = TargetProgram.Parse(server.Address) with { MaxBytes = profile.Length - 100 };
        var collection = await LiveCollector.CollectAsync(target);
        var messages = collection.Readings.SelectMany(reading => reading.Diagnostics).Concat(collection.Diagnostics).Select(diagnostic => diagnostic.Message);
        Assert.Contains(messages, message => message.Contains("(Target.MaxBytes)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bomb_is_unpacked_no_further_than_the_limits_of_the_readers()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(bomb, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 64; i++) gzip.Write(zeros);
        }
        using var server = new FakeServer(request => request.Contains("goroutine", StringComparison.Ordinal)
            ? FakeServer.Ok("application/octet-stream", bomb.ToArray())
            : Answer(request));
        var collection = await LiveCollector.CollectAsync(TargetProgram.Parse(server.Address), new() { Limits = new() { MaxProfileBytes = 1 << 20, MaxRatio = 100 } });
        Assert.True(Assert.Single(collection.Diagnostics).Fatal);
    }

    [Fact]
    public async Task A_program_that_ends_in_the_middle_of_its_answer_is_said_to()
    {
        using var server = new FakeServer(request => Answer(request)[..^100]);
        var target = TargetProgram.Parse(server.Address + "/debug/pprof/goroutine");
        Assert.Contains("broke the connection off in the middle of its answer", Assert.Single((await LiveCollector.CollectAsync(target)).Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_had_before_the_program_ended_is_kept()
    {
        var asked = 0;
        using var server = new FakeServer(request => asked++ < 4 ? Answer(request) : FakeServer.Status("500 Internal Server Error"));
        var collection = await LiveCollector.CollectAsync(TargetProgram.Parse(server.Address), new() { For = TimeSpan.FromSeconds(1) });
        Assert.NotEmpty(collection.Moments);
        Assert.False(Assert.Single(collection.Diagnostics).Fatal);
    }

    [Fact]
    public async Task Credentials_are_not_sent_to_where_a_redirect_leads()
    {
        using var elsewhere = new FakeServer(_ => FakeServer.Status("200 OK"));
        using var server = new FakeServer(_ => [.. "HTTP/1.1 302 Found\r\nLocation: http://localhost:"u8, .. System.Text.Encoding.ASCII.GetBytes(elsewhere.Address.Split(':')[1]), .. "/login\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8]);
        await LiveCollector.CollectAsync(TargetProgram.Parse(server.Address) with { Access = new() { BearerToken = "s3cret" } });
        Assert.Empty(elsewhere.Requests);
    }

    private static byte[] Answer(string request) => request.Split(' ')[1] switch
    {
        var path when path.EndsWith("/debug/pprof/", StringComparison.Ordinal) => FakeServer.Ok("text/html", TestData.Bytes("go1.19.8/index.html")),
        var path when path.EndsWith("goroutine?debug=2", StringComparison.Ordinal) => FakeServer.Ok("text/plain", TestData.Bytes("go1.27.4/goroutine-debug2.txt")),
        _ => FakeServer.Ok("application/octet-stream", TestData.Bytes("go1.27.4/goroutine.pb.gz")),
    };

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }
}
