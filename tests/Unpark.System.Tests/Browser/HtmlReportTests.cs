using System.Text.Json;
using Unpark.Tests.Cli;

namespace Unpark.Tests.Browser;

/// <summary>The HTML report as a person meets it: in a real browser.</summary>
public sealed class HtmlReportTests(HtmlReportTests.Shared shared) : IClassFixture<HtmlReportTests.Shared>
{
    private const string Leaky = "go1.27.4/goroutine-debug2.txt";

    public static TheoryData<string, string[]> Reports => new()
    {
        { "eight findings of every kind", [TestData.Path(Leaky), "--context", "test"] },
        { "a profile without states or ages", [TestData.Path("go1.19.8/goroutine.pb.gz")] },
        { "a crash", [TestData.Path("go1.27.4/panic-test-timeout.txt")] },
        { "a deadlock with its picture", [TestData.Path("go1.27.4/deadlock-mutex.txt")] },
        { "a series", [.. Orders("leaking")] },
        { "a healthy series", [.. Orders("fixed")] },
        { "no goroutines at all", [TestData.Path("go1.27.4/heap.pb.gz")] },
    };

    [BrowserTheory]
    [MemberData(nameof(Reports))]
    public async Task A_report_asks_no_network_and_makes_no_script_complain(string what, string[] evidence)
    {
        Assert.NotEmpty(what);
        var page = await shared.OpenAsync(evidence);
        await page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))");
        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, request => Assert.True(request.StartsWith("file:///", StringComparison.Ordinal) || request.StartsWith("data:image/svg+xml,", StringComparison.Ordinal), request));
        Assert.Single(page.Requests, request => request.StartsWith("file:///", StringComparison.Ordinal));
    }

    [BrowserTheory]
    [MemberData(nameof(Reports))]
    public async Task A_report_passes_the_accessibility_check_in_both_themes(string what, string[] evidence)
    {
        Assert.NotEmpty(what);
        var page = await shared.OpenAsync(evidence);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(fold => { fold.open = true; })");
        await page.SetThemeAsync(dark: false);
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.SetThemeAsync(dark: true);
        Assert.Empty(await Axe.ContrastViolationsAsync(page));
    }

    [BrowserFact]
    public async Task A_flame_graph_that_is_searched_is_still_legible_in_both_themes()
    {
        var page = await shared.OpenAsync([TestData.Path(Leaky)]);
        await page.EvaluateAsync("document.querySelector('#flame-search').focus()");
        await page.TypeAsync("queue");
        foreach (var dark in (bool[])[false, true])
        {
            await page.SetThemeAsync(dark);
            Assert.Empty(await Axe.ContrastViolationsAsync(page));
        }
    }

    [BrowserTheory]
    [InlineData(360)]
    [InlineData(800)]
    [InlineData(1600)]
    public async Task A_report_is_never_wider_than_the_window(int width)
    {
        var page = await shared.OpenAsync([TestData.Path(Leaky)]);
        await page.SetSizeAsync(width, 800);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(fold => { fold.open = true; })");
        Assert.Equal(width, (await page.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32());
    }

    [BrowserFact]
    public async Task Without_scripts_all_is_there_and_nothing_that_would_not_work()
    {
        var page = await shared.OpenAsync([TestData.Path(Leaky)], scripts: false);
        Assert.Equal("block", await page.TextAsync("getComputedStyle(document.querySelector('.picture')).display"));
        Assert.Equal("0", await page.TextAsync("[...document.querySelectorAll('input, button')].filter(one => one.checkVisibility()).length"));
        Assert.Equal("0", await page.TextAsync("document.querySelectorAll('[role=treeitem]').length"));
        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task A_click_shows_a_box_alone_and_the_button_all_again()
    {
        var page = await shared.OpenAsync([TestData.Path(Leaky)]);
        var all = await page.TextAsync(Boxes);
        await page.ClickAsync(BoxOf("store.(*Store).Put"));
        Assert.Equal("100%", await page.TextAsync($"document.querySelector({Quoted(BoxOf("store.(*Store).Put"))}).style.width"));
        Assert.Equal("0", await page.TextAsync($"document.querySelectorAll({Quoted(BoxOf("queue.(*Queue[...]).Push"))}).length"));
        await page.ClickAsync("#flame-reset");
        Assert.Equal(all, await page.TextAsync(Boxes));
    }

    [BrowserFact]
    public async Task The_keyboard_walks_zooms_and_comes_back()
    {
        var page = await shared.OpenAsync([TestData.Path(Leaky)]);
        await page.EvaluateAsync("document.querySelector('#flame-search').focus()");
        await page.PressAsync("Tab");
        Assert.Equal("77 goroutines, 77 goroutines", await Focused(page));
        await page.PressAsync("ArrowDown");
        Assert.Equal("main.leakAll.func1, 7 goroutines", await Focused(page));
        await page.PressAsync("ArrowRight");
        Assert.Equal("example.com/leaky/store.(*Store).Put, 6 goroutines", await Focused(page));
        Assert.Contains("finding: 6 goroutines wait for a mutex", await page.TextAsync("document.querySelector('.tip').textContent"), StringComparison.Ordinal);
        await page.PressAsync("Enter");
        Assert.Equal("100%", await page.TextAsync("document.activeElement.style.width"));
        await page.PressAsync("ArrowDown");
        Assert.Equal("sync.(*Mutex).Lock, 6 goroutines", await Focused(page));
        await page.PressAsync("Escape");
        Assert.Equal("77 goroutines, 77 goroutines", await Focused(page));
    }

    [BrowserFact]
    public async Task A_search_marks_boxes_and_counts_each_goroutine_once()
    {
        var page = await shared.OpenAsync([TestData.Path(Leaky)]);
        await page.EvaluateAsync("document.querySelector('#flame-search').focus()");
        await page.TypeAsync("STORE.go:27");
        Assert.Equal("1 box, 6 of 77 goroutines", await page.TextAsync("document.querySelector('#flame-found').textContent"));
        Assert.Equal("1", await page.TextAsync("document.querySelectorAll('.hit').length"));
        await page.EvaluateAsync("document.querySelector('#flame-search').select()");
        await page.TypeAsync("sync.(*Mutex)");
        Assert.Contains(" 6 of 77 goroutines", await page.TextAsync("document.querySelector('#flame-found').textContent"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_mouse_over_a_box_shows_its_figures()
    {
        var page = await shared.OpenAsync([TestData.Path(Leaky)]);
        var place = await page.EvaluateAsync($"(e => {{ e.scrollIntoView({{ block: 'center' }}); const r = e.getBoundingClientRect(); return [r.x + 5, r.y + 5]; }})(document.querySelector({Quoted(BoxOf("store.(*Store).Put"))}))");
        await page.EvaluateAsync("new Promise(done => setTimeout(done, 100))");
        await page.MoveToAsync(place[0].GetDouble(), place[1].GetDouble());
        var tip = await page.TextAsync("document.querySelector('.tip:not([hidden])').innerText");
        Assert.Contains("example.com/leaky/store.(*Store).Put\nexample.com/leaky/store/store.go:27\n6 goroutines: 7.8 % of all\n6 sync.Mutex.Lock", tip, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_finding_leads_to_its_box()
    {
        var page = await shared.OpenAsync([TestData.Path(Leaky)]);
        await page.ClickAsync("[data-finding=\"0\"]");
        Assert.Equal("example.com/leaky/queue.SendNil, 1 goroutine", await page.TextAsync("document.querySelector('.hit').ariaLabel"));
    }

    [BrowserFact]
    public async Task The_theme_button_goes_through_system_light_and_dark()
    {
        var page = await shared.OpenAsync([TestData.Path(Leaky)]);
        await page.SetThemeAsync(dark: false);
        var light = await page.TextAsync(Ground);
        await page.ClickAsync("#theme");
        Assert.Equal("Theme: light", await page.TextAsync("document.querySelector('#theme').textContent"));
        await page.ClickAsync("#theme");
        Assert.Equal("Theme: dark", await page.TextAsync("document.querySelector('#theme').textContent"));
        Assert.NotEqual(light, await page.TextAsync(Ground));
        await page.ClickAsync("#theme");
        Assert.Equal(light, await page.TextAsync(Ground));
    }

    [BrowserFact]
    public async Task Places_are_filtered_by_every_word_and_sorted_by_their_heads()
    {
        var page = await shared.OpenAsync([TestData.Path(Leaky)]);
        await page.EvaluateAsync("document.querySelector('#places-filter').focus()");
        await page.TypeAsync("queue select");
        Assert.StartsWith("3 of ", await page.TextAsync("document.querySelector('#places-found').textContent"), StringComparison.Ordinal);
        await page.EvaluateAsync("document.querySelector('#places-filter').select()");
        await page.TypeAsync(" ");
        await page.ClickAsync("#places-table th:nth-child(2) button");
        var states = (await page.EvaluateAsync("[...document.querySelectorAll('#places-table tbody td:nth-child(2)')].map(cell => cell.textContent)")).EnumerateArray().Select(state => state.GetString()!).ToList();
        Assert.Equal(states.Order(StringComparer.Ordinal), states);
        Assert.Equal("ascending", await page.TextAsync("document.querySelector('#places-table th:nth-child(2)').ariaSort"));
        await page.ClickAsync("#places-table th:first-child button");
        Assert.Equal("7", await page.TextAsync("document.querySelector('#places-table tbody td').textContent"));
    }

    [BrowserFact]
    public async Task On_paper_the_page_is_light_and_without_controls()
    {
        var page = await shared.OpenAsync([TestData.Path(Leaky)]);
        await page.PrintAsync();
        Assert.Equal("0", await page.TextAsync("[...document.querySelectorAll('input, nav a, #theme')].filter(one => one.checkVisibility()).length"));
    }

    private const string Boxes = "document.querySelectorAll('[role=treeitem]').length";
    private const string Ground = "getComputedStyle(document.body).backgroundColor";

    private static Task<string> Focused(BrowserPage page) => page.TextAsync("document.activeElement.ariaLabel");

    private static string BoxOf(string function) => $"[role=treeitem][aria-label^=\"example.com/leaky/{function},\"]";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static IEnumerable<string> Orders(string build) =>
        Directory.GetFiles(Path.Combine(TestData.Root, "samples", "orders", "recorded", "go1.27.4", build)).Order(StringComparer.Ordinal);

    /// <summary>One browser for all of them, and each report written once.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        private readonly TestFolder _folder = new();
        private HeadlessBrowser? _browser;

        public Task InitializeAsync()
        {
            if (InstalledBrowser.Found is not null) _browser = new();
            return Task.CompletedTask;
        }

        public async Task<BrowserPage> OpenAsync(string[] evidence, bool scripts = true)
        {
            var file = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}.html");
            var run = CliRun.Of([.. evidence, "-o", file]);
            Assert.InRange(run.Code, 0, 1);
            var page = await _browser!.OpenAsync();
            if (!scripts) await page.ForbidScriptsAsync();
            await page.SetSizeAsync(1280, 900);
            await page.GoToAsync(new Uri(file).AbsoluteUri);
            return page;
        }

        public async Task DisposeAsync()
        {
            if (_browser is not null) await _browser.DisposeAsync();
            _folder.Dispose();
        }
    }
}
