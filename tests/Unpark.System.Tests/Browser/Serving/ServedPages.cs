using System.Text;
using Unpark.Tests.Http;
using Unpark.Tests.Server;

namespace Unpark.Tests.Browser.Serving;

/// <summary>One server and one browser for all tests: a service with a past, one whose count a test changes, one that does not answer.</summary>
public sealed class ServedPages : IAsyncLifetime
{
    private readonly List<FakeServer> _programs = [];
    private HeadlessBrowser? _browser;
    private RunningServer? _server;
    private int _inBasket = 12;

    internal RunningServer Server => _server!;

    public async Task InitializeAsync()
    {
        if (InstalledBrowser.Found is null) return;
        _browser = new();
        var healthy = await File.ReadAllBytesAsync(Path.Combine(TestData.Root, "samples", "orders", "recorded", "go1.27.4", "fixed", "goroutine-6.pb.gz"));
        var checkout = (string[])[Start(() => healthy), Start(() => healthy)];
        var basket = Start(() => Waiting(Volatile.Read(ref _inBasket)));
        _server = await RunningServer.StartAsync(
            $"""
            - job_name: checkout
              scrape_interval: 2s
              static_configs:
              - targets: ['{string.Join("', '", checkout)}']
                labels:
                  version: v1.4.2
                  evil: <img src=x onerror=alert(1)>
            - job_name: basket/eu
              scrape_interval: 1s
              static_configs:
              - targets: ['{basket}']
            - job_name: payments
              static_configs:
              - targets: ['127.0.0.1:1']
            """,
            past: new CheckoutPast([.. checkout.Select(address => $"checkout/{address}")]).FillAsync);
        await _server.UntilAsync(() => _server.Monitor.Targets.Count(target => target.LookedAt is not null) == 4);
    }

    /// <summary>The program of basket has one goroutine more from now on.</summary>
    public void GrowBasket() => Interlocked.Increment(ref _inBasket);

    /// <summary>A page at an address of the server, once it shows what was asked for.</summary>
    public async Task<BrowserPage> OpenAsync(string path) => await OpenAsync(_server!.Address, path, "document.querySelector('h1') && !document.querySelector('.waiting')");

    public async Task<BrowserPage> OpenAsync(Uri server, string path, string until)
    {
        var page = await _browser!.OpenAsync();
        await page.SetSizeAsync(1280, 900);
        await page.SetThemeAsync(dark: false);
        await page.GoToAsync(new Uri(server, path).AbsoluteUri);
        await page.UntilAsync(until);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        foreach (var program in _programs) program.Dispose();
    }

    private string Start(Func<byte[]> profile)
    {
        var program = new FakeServer(request => request.Contains("/debug/pprof/goroutine", StringComparison.Ordinal) ? FakeServer.Ok("application/octet-stream", profile()) : FakeServer.Status("404 Not Found"));
        _programs.Add(program);
        return program.Address;
    }

    // As Go prints it with debug=1.
    private static byte[] Waiting(int count) => Encoding.ASCII.GetBytes(
        $"""
        goroutine profile: total {count}
        {count} @ 0x479a8e 0x43f0a5 0x4ee4c5
        #	0x4ee4c4	internal/poll.(*FD).Accept+0x284	/usr/lib/go-1.27/src/internal/poll/fd_unix.go:613
        #	0x57f4f1	main.serve+0x1f1	/app/main.go:45

        """);
}
