using System.Net;
using System.Text;
using System.Text.Json;
using Unpark.Monitor;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;
using Unpark.Monitor.Verdicts;
using Unpark.Server;

namespace Unpark.Tests.Server;

/// <summary>A server on a port of its own over a real monitor, with a store in a folder of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly System.Collections.Concurrent.ConcurrentQueue<Exception> _faults = [];
    private WebServer? _server;

    public FleetMonitor Monitor { get; private set; } = null!;

    public IMonitorStore Store { get; private set; } = null!;

    public HttpClient Http { get; private set; } = new();

    public Uri Address => _server!.Address;

    public WebServer Web => _server!;

    /// <param name="jobs">As under scrape_configs: "- {job_name: ...}".</param>
    /// <param name="more">Other sections of unpark.yaml.</param>
    /// <param name="store">A file that other servers used before, or will; null: one of its own.</param>
    /// <param name="past">Puts into the store what was there before.</param>
    public static async Task<RunningServer> StartAsync(
        string jobs = "- {job_name: none}", WebSettings? web = null, TimeProvider? time = null, string more = "", Func<IMonitorStore, Task>? past = null, FindingBookOptions? findings = null, string? store = null)
    {
        var server = new RunningServer();
        var settings = SettingsOf(jobs, more);
        server.Store = await MonitorStore.OpenAsync(new() { Path = store ?? Path.Combine(server._folder.Path, "unpark.db") }, time);
        if (past is not null) await past(server.Store);
        server.Monitor = await FleetMonitor.StartAsync(settings, server.Store, new() { Time = time ?? TimeProvider.System, Findings = findings ?? FindingBookOptions.Default });
        server._server = await WebServer.StartAsync(server.Monitor, (web ?? WebSettings.Default) with { Listen = new(IPAddress.Loopback, 0) }, fault => server._faults.Enqueue(fault));
        server.Http = new() { BaseAddress = server.Address };
        return server;
    }

    public static MonitorSettings SettingsOf(string jobs, string more = "")
    {
        var settings = SettingsReader.Read($"global: {{evaluation_interval: 1s}}\n{more}\nscrape_configs:\n{jobs}", "unpark.yaml");
        Assert.Empty(settings.Errors);
        return settings;
    }

    /// <summary>An answer of the API that must succeed.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri("api/v1" + path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonElement.Parse(text);
    }

    /// <summary>Sends a body, as it is.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/v1" + path, UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Http.SendAsync(request);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Waits until something is so, for a minute.</summary>
    public async Task UntilAsync(Func<bool> reached)
    {
        for (var waited = 0; !reached(); waited++)
        {
            Assert.True(waited < 3000, new StringBuilder().AppendJoin('\n', Monitor.Problems).AppendJoin('\n', Monitor.Targets).ToString());
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        Assert.Empty(_faults);
        await Monitor.DisposeAsync();
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
