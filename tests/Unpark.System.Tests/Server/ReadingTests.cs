using System.Net;
using System.Text.Json;
using Unpark.Tests.Http;

namespace Unpark.Tests.Server;

/// <summary>What the API answers about a real program.</summary>
public class ReadingTests
{
    [GoFact]
    public async Task Every_address_tells_of_the_same_program()
    {
        using var program = await TargetProgram.StartAsync("-waiting=20");
        await using var server = await StartAsync(program);

        var service = (await server.GetAsync("/services")).GetProperty("services")[0];
        Assert.Equal(("orders", 1, 1), (service.GetProperty("name").GetString(), service.GetProperty("instances").GetInt32(), service.GetProperty("up").GetInt32()));
        Assert.True(service.GetProperty("goroutines").GetInt64() > 20);
        Assert.True(service.GetProperty("trend").GetProperty("totals")[0].GetInt64() > 20);

        var instance = (await server.GetAsync("/services/orders")).GetProperty("instances")[0];
        Assert.Equal($"http://{program.Address}", instance.GetProperty("url").GetString());
        Assert.Equal("v1", instance.GetProperty("version").GetString());

        var history = await server.GetAsync("/services/orders/history");
        var waiting = history.GetProperty("series").EnumerateArray().Single(series => series.TryGetProperty("function", out var function) && function.GetString() == "main.receive");
        Assert.Equal(("chan receive", 20), (waiting.GetProperty("state").GetString(), waiting.GetProperty("highest")[0].GetInt32()));
        Assert.Equal(history.GetProperty("times").GetArrayLength(), waiting.GetProperty("lowest").GetArrayLength());
        Assert.Contains((await server.GetAsync("/services/orders/history?by=state&points=10")).GetProperty("series").EnumerateArray(), series => series.GetProperty("key").GetString() == "chan receive");

        var site = await server.GetAsync($"/services/orders/sites/{waiting.GetProperty("key").GetString()}");
        Assert.Equal("main.receive", site.GetProperty("site").GetProperty("function").GetString());
        Assert.Equal(20, site.GetProperty("instances")[0].GetProperty("highest")[0].GetInt32());

        var snapshot = (await server.GetAsync("/services/orders/snapshots")).GetProperty("snapshots")[0];
        var id = snapshot.GetProperty("id").GetInt64();
        Assert.Equal(("orders", "clock", "goroutine profile"), (snapshot.GetProperty("service").GetString(), snapshot.GetProperty("reason").GetString(), snapshot.GetProperty("kind").GetString()));
        Assert.Equal("unpark.findings/1", (await server.GetAsync($"/snapshots/{id}")).GetProperty("report").GetProperty("schema").GetString());
        Assert.Equal("unpark.diff/1", (await server.GetAsync($"/snapshots/compare?before={id}&after={id}")).GetProperty("schema").GetString());

        var flames = await server.GetAsync($"/snapshots/{id}/flamegraph");
        Assert.Contains("main.receive", flames.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
        // What runs only to write the profile is not among them.
        Assert.Equal((-1, snapshot.GetProperty("total").GetInt32() - 1), (flames.GetProperty("boxes")[0][0].GetInt32(), flames.GetProperty("boxes")[0][4].GetInt32()));

        var compared = await server.GetAsync($"/services/orders/compare?from={DateTimeOffset.UtcNow.AddMinutes(-1):O}");
        Assert.Equal(2, compared.GetProperty("totals").GetArrayLength());
        Assert.Empty((await server.GetAsync("/events?service=orders")).GetProperty("events").EnumerateArray());
    }

    [GoFact]
    public async Task A_snapshot_comes_back_byte_by_byte()
    {
        using var program = await TargetProgram.StartAsync("-waiting=20");
        await using var server = await StartAsync(program);
        var snapshot = Assert.Single(await server.Store.SnapshotsAsync($"orders/{program.Address}", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue));
        using var answer = await server.Http.GetAsync(new Uri($"api/v1/snapshots/{snapshot.Id}/raw", UriKind.Relative));
        Assert.Equal((await server.Store.SnapshotAsync(snapshot.Id))!.Value.Content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal($"goroutine-profile-{snapshot.Id}.pb.gz", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
    }

    [Theory]
    [InlineData("/services/nobody", HttpStatusCode.NotFound, "there is no service nobody")]
    [InlineData("/services/nobody/findings/f1", HttpStatusCode.NotFound, "nobody has no finding f1")]
    [InlineData("/snapshots/17", HttpStatusCode.NotFound, "there is no snapshot 17, or it is not kept any more")]
    [InlineData("/snapshots/x", HttpStatusCode.BadRequest, "id is \"x\", expected a number")]
    [InlineData("/snapshots/compare", HttpStatusCode.BadRequest, "before is missing")]
    [InlineData("/events?most=0", HttpStatusCode.BadRequest, "most is \"0\", expected a number from 1 to 1000")]
    [InlineData("/nothing", HttpStatusCode.NotFound, "there is nothing at this address")]
    public async Task What_cannot_be_answered_is_said_in_a_sentence(string path, HttpStatusCode status, string sentence)
    {
        await using var server = await RunningServer.StartAsync("- {job_name: a}");
        using var answer = await server.Http.GetAsync(new Uri("api/v1" + path, UriKind.Relative));
        Assert.Equal((status, sentence), (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("error").GetString()));
    }

    private static async Task<RunningServer> StartAsync(TargetProgram program)
    {
        var server = await RunningServer.StartAsync($"- {{job_name: orders, scrape_interval: 1s, static_configs: [{{targets: ['{program.Address}'], labels: {{version: v1}}}}]}}");
        await server.UntilAsync(() => server.Monitor.IsIdle && server.Monitor.Targets[0].IsUp);
        return server;
    }
}
