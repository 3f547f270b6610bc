using System.Net;
using System.Text;
using System.Text.Json;
using Unpark.Tests.Http;

namespace Unpark.Tests.Server;

/// <summary>Notes, looks, and what is told live.</summary>
public class WritingTests
{
    [GoFact]
    public async Task A_note_of_a_deployment_is_kept_and_told()
    {
        using var program = await TargetProgram.StartAsync();
        await using var server = await StartAsync(program);
        using var note = new StringContent("""{"version":"v7"}""", Encoding.UTF8, "application/json");
        var (status, answer) = await server.PostAsync("/services/orders/deployments", note);
        Assert.Equal((HttpStatusCode.OK, "v7"), (status, answer.GetProperty("version").GetString()));
        var service = await server.GetAsync("/services/orders");
        Assert.Equal(("v7", "note"), (service.GetProperty("deployments")[0].GetProperty("version").GetString(), service.GetProperty("deployments")[0].GetProperty("source").GetString()));
        Assert.Equal("deployed", service.GetProperty("events")[0].GetProperty("kind").GetString());
    }

    [GoTheory]
    [InlineData("text/plain", """{"version":"v7"}""", 415)]
    [InlineData("application/json", "{", 400)]
    [InlineData("application/json", "{}", 400)]
    [InlineData("application/json", """{"version":"a\nb"}""", 400)]
    public async Task A_note_that_is_none_is_refused(string type, string body, int status)
    {
        using var program = await TargetProgram.StartAsync();
        await using var server = await StartAsync(program);
        using var note = new StringContent(body, Encoding.UTF8, type);
        Assert.Equal(status, (int)(await server.PostAsync("/services/orders/deployments", note)).Status);
        Assert.Empty(await server.Store.DeploymentsAsync("orders"));
    }

    [GoFact]
    public async Task A_look_that_is_asked_for_keeps_a_profile_and_a_traceback_and_not_again_at_once()
    {
        using var program = await TargetProgram.StartAsync("-waiting=20");
        await using var server = await StartAsync(program);
        var path = $"/targets/{Uri.EscapeDataString($"orders/{program.Address}")}/look";
        var (status, answer) = await server.PostAsync(path);
        Assert.Equal(HttpStatusCode.OK, status);
        var kinds = answer.GetProperty("snapshots").EnumerateArray().Select(snapshot => (snapshot.GetProperty("kind").GetString(), snapshot.GetProperty("reason").GetString())).ToList();
        Assert.Contains(("goroutine profile", "request"), kinds);
        Assert.Contains(("traceback", "request"), kinds);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.PostAsync(path)).Status);
    }

    [Theory]
    [InlineData("http%3A%2F%2F127.0.0.1%3A1%2F")]
    [InlineData("127.0.0.1:22")]
    [InlineData("none/127.0.0.1:22")]
    public async Task No_address_out_of_a_request_is_ever_asked(string key)
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync($"/targets/{key}/look")).Status);
        Assert.Equal(0, server.Monitor.Figures.Schedule.Looks);
    }

    [GoFact]
    public async Task The_stream_tells_of_looks_and_events_as_they_happen_and_ends_with_the_server()
    {
        using var program = await TargetProgram.StartAsync();
        var server = await StartAsync(program);
        using var lines = new StreamReader(await server.Http.GetStreamAsync(new Uri("api/v1/stream", UriKind.Relative)));
        var looked = await NextAsync(lines, "looked");
        Assert.Equal($"orders/{program.Address}", looked.GetProperty("key").GetString());
        Assert.True(looked.GetProperty("up").GetBoolean());

        await server.Monitor.DeployedAsync("orders", "v2", "note");
        Assert.Equal("deployed", (await NextAsync(lines, "happened")).GetProperty("kind").GetString());
        var began = System.Diagnostics.Stopwatch.StartNew();
        await server.DisposeAsync();
        Assert.InRange(began.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static async Task<JsonElement> NextAsync(StreamReader lines, string name)
    {
        while (await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line)
        {
            if (line == $"event: {name}") return JsonElement.Parse((await lines.ReadLineAsync())!["data: ".Length..]);
        }
        throw new InvalidOperationException($"the stream ended without {name}");
    }

    private static async Task<RunningServer> StartAsync(TargetProgram program)
    {
        var server = await RunningServer.StartAsync($"- {{job_name: orders, scrape_interval: 1s, static_configs: [{{targets: ['{program.Address}']}}]}}");
        await server.UntilAsync(() => server.Monitor.IsIdle && server.Monitor.Targets[0].IsUp);
        return server;
    }
}
