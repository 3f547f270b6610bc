using System.Net;
using Unpark.Monitor;
using Unpark.Monitor.Metrics;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;
using Unpark.Server;
using Unpark.Tests.Http;
using Unpark.Tests.Monitor;

namespace Unpark.Tests.Deploy;

/// <summary>A monitor with a healthy and a leaking program, by now with a finding; served as <c>unpark serve</c> does.</summary>
public sealed class LeakingFleet : IAsyncLifetime
{
    private readonly List<IDisposable> _parts = [];
    private IMonitorStore? _store;
    private FleetMonitor? _monitor;
    private WebServer? _server;

    public FleetMonitor Monitor => _monitor!;

    /// <summary>Where its metrics are.</summary>
    public string Address => _server!.Address.Authority;

    public string Metrics()
    {
        using var text = new StringWriter();
        MonitorMetrics.Write(Monitor, text);
        return text.ToString();
    }

    public async Task InitializeAsync()
    {
        if (GoToolchain.Installed.Count == 0) return;
        var time = new ManualTime();
        var (folder, leaking, healthy) = (Part(new TestFolder()), Part(await TargetProgram.StartAsync()), Part(await TargetProgram.StartAsync()));
        _store = await MonitorStore.OpenAsync(new() { Path = Path.Combine(folder.Path, "unpark.db") }, time);
        var settings = SettingsReader.OfAddresses([leaking.Address, healthy.Address, "127.0.0.1:1"]);
        _monitor = await FleetMonitor.StartAsync(settings with { Groups = [settings.Groups[0] with { Job = "orders" }] }, _store, new() { Time = time });
        await Looks.MakeAsync(_monitor, time, 12, () => leaking.DoAsync("leak?n=5"));
        await Looks.UntilAsync(() => _monitor.Findings.Length > 0 && _monitor.Figures.Store is not null, _monitor, time);
        _server = await WebServer.StartAsync(_monitor, WebSettings.Default with { Listen = new(IPAddress.Loopback, 0) });
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_monitor is not null) await _monitor.DisposeAsync();
        if (_store is not null) await _store.DisposeAsync();
        foreach (var part in Enumerable.Reverse(_parts)) part.Dispose();
    }

    private T Part<T>(T part)
        where T : IDisposable
    {
        _parts.Add(part);
        return part;
    }
}
