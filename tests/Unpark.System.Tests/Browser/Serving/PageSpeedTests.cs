using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Unpark.Monitor.Store;
using Unpark.Tests.Http;
using Unpark.Tests.Server;

namespace Unpark.Tests.Browser.Serving;

/// <summary>How soon pages are there, and how smoothly they answer: <c>bench/run-page</c> runs this and keeps the tables.</summary>
public sealed class PageSpeedTests
{
    private const int Services = 1_000, Days = 30, SitesEach = 20, Stacks = 200_000, Loads = 5;

    private static readonly int Goroutines = Enumerable.Range(0, Stacks).Sum(CountOf);

    private static readonly string? Results = Environment.GetEnvironmentVariable("UNPARK_PAGE_RESULTS"), Program = Environment.GetEnvironmentVariable("UNPARK_PAGE_PROGRAM");

    [SpeedFact]
    public async Task A_thousand_services_with_thirty_days_are_on_the_page_within_a_second()
    {
        using var program = new FakeServer(_ => FakeServer.Ok("application/octet-stream", File.ReadAllBytes(TestData.Path("go1.27.4/goroutine.pb.gz"))));
        var jobs = new StringBuilder("- job_name: fleet\n  static_configs:\n");
        for (var i = 0; i < Services; i++) jobs.Append(CultureInfo.InvariantCulture, $"  - {{targets: ['{program.Address}'], labels: {{service: svc-{i:d4}, instance: i{i:d4}}}}}\n");
        using var folder = new TestFolder();
        using var server = await StartAsync(folder, jobs.ToString(), FillAsync);
        while ((await server.GetAsync("/services")).GetProperty("services").EnumerateArray().Any(service => service.GetProperty("up").GetInt32() == 0 || service.GetProperty("trend").GetProperty("times").GetArrayLength() < 10)) await Task.Delay(200);
        var address = await server.AddressAsync();

        await using var browser = new HeadlessBrowser();
        var rows = new List<string>();
        rows.Add(await LoadsAsync(browser, address, $"overview of {Services:N0} services", "/", "document.querySelectorAll('.services tbody tr').length >= 100"));
        rows.Add(await LoadsAsync(browser, address, $"service, {Days} days", "/services/svc-0042?range=30d", "document.querySelector('.chart canvas')"));
        rows.Add(await LoadsAsync(browser, address, "service, 24 h", "/services/svc-0043?range=24h", "document.querySelector('.chart canvas')"));
        Keep("page-load.md", $"| page, {Services:N0} targets with {Days} days of {SitesEach} sites | first contentful paint, ms | all of it shown, ms |\n|---|---:|---:|", rows);
    }

    [SpeedFact]
    public async Task A_snapshot_of_two_hundred_thousand_stacks_opens_and_is_searched_smoothly()
    {
        long id = 0;
        using var folder = new TestFolder();
        using var server = await StartAsync(folder, "- {job_name: a}", async store => id = await KeepAsync(store, Profile()));
        await using var browser = new HeadlessBrowser();
        var page = await OpenAsync(browser);
        await page.GoToAsync(new Uri(await server.AddressAsync(), $"/snapshots/{id}").AbsoluteUri);
        for (var waited = 0; !(await page.EvaluateAsync("document.querySelectorAll('.flame [role=treeitem]').length > 40")).GetBoolean(); waited++)
        {
            Assert.True(waited < 6000, "the flame graph did not come");
            await Task.Delay(20);
        }
        var rows = new List<string> { Row("opened, all of it shown", await page.EvaluateAsync("[performance.now()]")) };
        foreach (var (what, selector) in ((string, string)[])[("a letter typed into the search of the flame graph", "#flame-search"), ("a letter typed into the filter of the places", "#filter")])
            rows.Add(Row(what, await TypingAsync(page, selector)));
        rows.Add(Row("a box of the flame graph shown alone", await FramesAsync(page, "document.querySelectorAll('.flame [role=treeitem]')[2].click()")));
        Keep("page-snapshot.md", $"| snapshot of {Stacks:N0} different stacks | ms |\n|---|---:|", rows);
    }

    // The program as its users run it: what is compiled beforehand judges a large snapshot sooner than what is compiled as it runs.
    private static async Task<ServeProcess> StartAsync(TestFolder folder, string jobs, Func<IMonitorStore, Task> past)
    {
        var (settings, history) = (Path.Combine(folder.Path, "unpark.yaml"), Path.Combine(folder.Path, "unpark.db"));
        File.WriteAllText(settings, $"scrape_configs:\n{jobs}");
        await using (var store = await MonitorStore.OpenAsync(new() { Path = history })) await past(store);
        return ServeProcess.StartProgram(Program!, folder.Path, "serve", "--listen", "127.0.0.1:0", "--store", history);
    }

    // The median of loads into an empty cache each.
    private static async Task<string> LoadsAsync(HeadlessBrowser browser, Uri server, string what, string path, string until)
    {
        var (paints, wholes) = (new List<double>(), new List<double>());
        for (var i = 0; i < Loads; i++)
        {
            var page = await OpenAsync(browser);
            await page.GoToAsync(new Uri(server, path).AbsoluteUri);
            await page.UntilAsync(until);
            // The moment in which it was drawn is the time of the last large thing that was.
            await page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))");
            paints.Add((await page.EvaluateAsync("performance.getEntriesByName('first-contentful-paint')[0].startTime")).GetDouble());
            wholes.Add((await page.EvaluateAsync("new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))")).GetDouble());
        }
        return $"| {what} | {Median(paints):0} | {Median(wholes):0} |";
    }

    private static async Task<BrowserPage> OpenAsync(HeadlessBrowser browser)
    {
        var page = await browser.OpenAsync();
        await page.SetSizeAsync(1280, 900);
        return page;
    }

    // From each letter to the frame that shows its effect.
    private static async Task<JsonElement> TypingAsync(BrowserPage page, string selector)
    {
        await page.EvaluateAsync(
            $$"""
            window.letters = [];
            document.querySelector('{{selector}}').focus();
            document.querySelector('{{selector}}').addEventListener('beforeinput', () => { const began = performance.now(); requestAnimationFrame(() => setTimeout(() => letters.push(performance.now() - began))); });
            """);
        foreach (var letter in "p42.f1")
        {
            await page.TypeAsync(letter.ToString());
            await page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))");
        }
        return await page.EvaluateAsync("letters");
    }

    private static async Task<JsonElement> FramesAsync(BrowserPage page, string action) => await page.EvaluateAsync(
        $"new Promise(done => {{ const began = performance.now(); {action}; requestAnimationFrame(() => setTimeout(() => done([performance.now() - began]))); }})");

    private static string Row(string what, JsonElement times)
    {
        var all = times.EnumerateArray().Select(time => time.GetDouble()).ToList();
        return all.Count == 1 ? $"| {what} | {all[0]:0} |" : $"| {what}: median, longest of {all.Count} | {Median(all):0}, {all.Max():0} |";
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Keep(string file, string head, IEnumerable<string> rows) =>
        File.WriteAllText(Path.Combine(Results!, file), $"{head}\n{string.Join('\n', rows)}\n");

    private static async Task FillAsync(IMonitorStore store)
    {
        var sites = Enumerable.Range(0, SitesEach).Select(i => new SiteInfo($"{i:x16}", $"example.com/shop/order.(*Service).Step{i}", $"/app/order/step{i}.go", 40 + i, i % 2 == 0 ? "chan receive" : "select")).ToList();
        var now = DateTimeOffset.UtcNow;
        for (var at = now.AddDays(-Days); at < now; at = at.AddHours(1))
        {
            var samples = new List<CountSample>(Services);
            for (var i = 0; i < Services; i++)
            {
                var wave = at.Hour + (i % 7);
                samples.Add(new($"fleet/i{i:d4}", at, SitesEach * (wave + 3), [.. sites.Select((site, place) => new SiteCount(site, wave + (place % 3)))]));
            }
            await store.AppendAsync(samples);
        }
    }

    private static byte[] Profile()
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var text = new StreamWriter(packed))
        {
            text.Write($"goroutine profile: total {Goroutines}\n");
            for (var i = 0; i < Stacks; i++)
            {
                text.Write(string.Create(CultureInfo.InvariantCulture, $"{CountOf(i)} @ 0x{i:x} 0x2 0x3 0x4 0x5 0x6\n#\t0x1\truntime.gopark+0x1\t/usr/lib/go-1.27/src/runtime/proc.go:474\n#\t0x1\truntime.selectgo+0x1\t/usr/lib/go-1.27/src/runtime/select.go:351\n"));
                text.Write(string.Create(CultureInfo.InvariantCulture, $"#\t0x1\texample.com/shop/p{i % 400}.(*T{i % 977}).f{i}+0x1\t/app/p{i % 400}/file{i % 977}.go:{(i % 500) + 1}\n"));
                text.Write(string.Create(CultureInfo.InvariantCulture, $"#\t0x1\texample.com/shop/p{i % 400}.g{i % 5000}+0x1\t/app/p{i % 400}/g.go:{(i % 200) + 1}\n"));
                text.Write(string.Create(CultureInfo.InvariantCulture, $"#\t0x1\texample.com/shop/http{i % 40}.Handle+0x1\t/app/http/handle.go:{(i % 40) + 1}\n#\t0x1\tmain.serve+0x1\t/app/main.go:9\n\n"));
            }
        }
        return bytes.ToArray();
    }

    // A few places have most of the goroutines, as in programs.
    private static int CountOf(int stack) => 1 + (200_000 / (stack + 20));

    private static Task<long> KeepAsync(IMonitorStore store, byte[] content) =>
        store.KeepAsync(new(0, "a/one", DateTimeOffset.UtcNow, "goroutine profile", SnapshotReason.Pushed, Goroutines, content.Length), content);

    private sealed class SpeedFactAttribute : FactAttribute
    {
        public SpeedFactAttribute()
        {
            if (Results is null || Program is null) Skip = "takes minutes: bench/run-page runs it";
            else if (InstalledBrowser.Found is null) Skip = BrowserTheoryAttribute.NoBrowser;
        }
    }
}
