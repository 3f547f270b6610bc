using System.Diagnostics;
using System.Globalization;
using System.Net;
using Unpark.Monitor.Targets.Discovery.Names;
using Unpark.Tests.Daemons;

namespace Unpark.Tests.Monitor.Discovery;

/// <summary>A real DNS server on loopback that knows the names of a test and no others.</summary>
internal sealed class DnsServer : IAsyncDisposable
{
    private readonly DaemonPlace _place = new();
    private Process? _process;

    public IPEndPoint Address => new(IPAddress.Loopback, _place.Port(0));

    /// <param name="records">As dnsmasq takes them: "host-record=a.test,127.0.0.2".</param>
    public static async Task<DnsServer> StartAsync(params IEnumerable<string> records)
    {
        var server = new DnsServer();
        await server.UseAsync(records);
        return server;
    }

    /// <summary>Starts anew with other records.</summary>
    public async Task UseAsync(params IEnumerable<string> records)
    {
        await StopAsync();
        var settings = _place.Write("dnsmasq.conf", string.Join('\n', [.. records, "host-record=ready.test,127.0.0.1", "local=/test/", "no-resolv", "no-hosts", "bind-interfaces", "listen-address=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"port={_place.Port(0)}"), "pid-file=", $"user={Environment.UserName}"]) + "\n");
        var start = new ProcessStartInfo(InstalledPrograms.Find("dnsmasq")!, ["--keep-in-foreground", "--log-facility=-", $"--conf-file={settings}"]) { RedirectStandardError = true };
        foreach (var (name, value) in InstalledPrograms.Libraries()) start.Environment[name] = value;
        _process = Process.Start(start)!;
        await ReadyAsync(_process.StandardError.ReadToEndAsync());
    }

    /// <summary>It answers nobody any more.</summary>
    public async Task StopAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _place.Dispose();
    }

    private async Task ReadyAsync(Task<string> said)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            Assert.False(_process!.HasExited, $"dnsmasq ended: {(_process.HasExited ? await said : "")}");
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(1), "dnsmasq does not answer");
            try
            {
                if (!(await new DnsClient(Resolvers.Only(Address), TimeProvider.System).AskAsync("ready.test", DnsType.A, CancellationToken.None)).IsEmpty) return;
            }
            catch (Unpark.Monitor.Targets.Discovery.DiscoveryException)
            {
                continue; // not listening yet
            }
        }
    }
}
