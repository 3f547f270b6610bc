using System.Text.Json;

namespace Unpark.Tests.Browser.Serving;

/// <summary>What a person does with the page of <c>unpark serve</c>.</summary>
[Collection("served pages")]
public sealed class PageUseTests(ServedPages pages)
{
    private const string Path = "location.pathname + location.search";

    [BrowserFact]
    public async Task The_overview_says_what_is_wrong_first_and_leads_to_it_and_back()
    {
        var page = await pages.OpenAsync("/");
        Assert.Equal($"checkout: {CheckoutPast.Leak.GetProperty("title").GetString()} (likely).", await page.TextAsync("document.querySelector('h1').textContent"));
        Assert.Equal(["checkout", "payments", "basket/eu"], (await page.EvaluateAsync("[...document.querySelectorAll('.services .name')].map(name => name.textContent)")).EnumerateArray().Select(name => name.GetString()));
        Assert.Contains("no instance answers", await page.TextAsync("document.querySelectorAll('.services tbody tr')[1].innerText"), StringComparison.Ordinal);

        await page.ClickAsync(".services .worst a");
        await page.UntilAsync("document.querySelector('.fix')");
        Assert.Equal($"/services/checkout/findings/{CheckoutPast.Fingerprint}", await page.TextAsync(Path));
        Assert.Contains(CheckoutPast.Leak.GetProperty("fix").GetString()!, await page.TextAsync("document.querySelector('.fix').textContent"), StringComparison.Ordinal);
        await page.EvaluateAsync("history.back()");
        await page.UntilAsync("document.querySelector('.services')");
    }

    [BrowserFact]
    public async Task The_keyboard_filters_walks_opens_and_goes_up()
    {
        var page = await pages.OpenAsync("/");
        await page.UntilAsync("document.querySelector('[data-filter]')");
        await page.PressAsync("/");
        await page.UntilAsync("document.activeElement.matches('[data-filter]')");
        await page.TypeAsync("eu");
        await page.UntilAsync("document.querySelector('output').textContent === '1 of 3'");
        Assert.Equal("/?filter=eu", await page.TextAsync(Path));
        await page.PressAsync("Escape");
        await page.PressAsync("j");
        Assert.Equal("basket/eu", await page.TextAsync("document.activeElement.textContent"));
        await page.PressAsync("Enter");
        await page.UntilAsync("document.querySelector('h1').textContent === 'basket/eu'");
        await page.PressAsync("?");
        await page.UntilAsync("document.querySelector('dialog[open]')");
        await page.PressAsync("Escape");
        await page.UntilAsync("!document.querySelector('dialog[open]')");
        await page.PressAsync("Escape");
        await page.UntilAsync("document.querySelectorAll('.services tbody tr').length === 3");
    }

    [BrowserFact]
    public async Task What_a_look_saw_arrives_without_a_reload()
    {
        var page = await pages.OpenAsync("/services/basket%2Feu");
        await page.UntilAsync("document.querySelector('.live').textContent === 'live'");
        var before = await page.TextAsync("document.querySelector('.facts span').textContent");
        await page.EvaluateAsync("window.isSame = true");
        pages.GrowBasket();
        await page.UntilAsync($"document.querySelector('.facts span').textContent !== {JsonSerializer.Serialize(before)}");
        Assert.True((await page.EvaluateAsync("window.isSame")).GetBoolean());
    }

    [BrowserFact]
    public async Task One_slow_answer_does_not_make_a_page_old()
    {
        var page = await pages.OpenAsync("/");
        await page.EvaluateAsync(
            """
            const ask = window.fetch;
            let isSlow = true;
            window.fetch = async (path, how) => {
                if (isSlow && path.endsWith('/basket%2Feu')) await new Promise(done => setTimeout(done, 3000));
                if (path.endsWith('/basket%2Feu')) isSlow = false;
                return ask(path, how);
            };
            """);
        await page.EvaluateAsync("[...document.querySelectorAll('.services .name')].find(name => name.textContent === 'basket/eu').click()");
        await page.UntilAsync("document.querySelector('h1').textContent === 'basket/eu' && document.querySelector('.facts span')");
        var before = await page.TextAsync("document.querySelector('.facts span').textContent");
        pages.GrowBasket();
        await page.UntilAsync($"document.querySelector('.facts span').textContent !== {JsonSerializer.Serialize(before)}");
    }

    [BrowserFact]
    public async Task Two_clicks_on_the_chart_compare_two_moments_and_a_drag_looks_closer()
    {
        var page = await pages.OpenAsync("/services/checkout?range=24h");
        var (left, width, y) = await ChartAsync(page);
        await page.DragAsync(left + (width * 0.2), left + (width * 0.2), y);
        await page.UntilAsync("document.querySelector('.chosen')");
        await page.DragAsync(left + (width * 0.95), left + (width * 0.95), y);
        await page.UntilAsync("document.querySelector('.changes .more')");
        Assert.StartsWith("/services/checkout/compare?from=", await page.TextAsync(Path), StringComparison.Ordinal);
        Assert.StartsWith("+", await page.TextAsync("document.querySelector('.changes .more').textContent"), StringComparison.Ordinal);

        await page.EvaluateAsync("history.back()");
        (left, width, y) = await ChartAsync(page);
        await page.DragAsync(left + (width * 0.4), left + (width * 0.6), y);
        await page.UntilAsync("location.search.includes('from=')");
        await page.EvaluateAsync("history.back()");
        await page.UntilAsync("location.search === '?range=24h'");
    }

    [BrowserFact]
    public async Task A_history_tells_sites_from_each_other_and_marks_what_was_deployed()
    {
        var page = await pages.OpenAsync("/services/checkout?range=24h");
        await page.UntilAsync("document.querySelectorAll('.layers tbody tr').length === 9");
        Assert.Equal(CheckoutPast.Leak.GetProperty("site").GetProperty("function").GetString(), await page.TextAsync("document.querySelector('.layers .function').textContent"));
        Assert.Equal("all others", await page.TextAsync("document.querySelector('.layers tr:last-child .rest').textContent"));
        await page.ClickAsync(".layers a");
        await page.UntilAsync("document.querySelectorAll('.layers tbody tr').length === 2");
        Assert.Equal($"/services/checkout/sites/{CheckoutPast.Fingerprint}", await page.TextAsync(Path));
    }

    [BrowserFact]
    public async Task A_snapshot_is_searched_filtered_sorted_and_downloaded_as_it_came()
    {
        var page = await pages.OpenAsync("/snapshots/2");
        await page.UntilAsync("document.querySelector('.flame [role=treeitem]')");
        await page.EvaluateAsync("document.querySelector('#flame-search').focus()");
        await page.TypeAsync("store.go:27");
        await page.UntilAsync("document.querySelector('#flame-found').textContent.startsWith('1 box, 6 of 77 goroutines')");
        await page.EvaluateAsync("document.querySelector('#filter').focus()");
        await page.TypeAsync("queue select");
        await page.UntilAsync("document.querySelector('.places').closest('section').querySelector('output').textContent.startsWith('3 of ')");
        await page.ClickAsync(".places th:nth-child(2) button");
        await page.UntilAsync("document.querySelector('.places th:nth-child(2)').ariaSort === 'ascending'");
        var length = await page.TextAsync("fetch(document.querySelector('a[download]').href).then(answer => answer.arrayBuffer()).then(bytes => bytes.byteLength)");
        Assert.Equal(new FileInfo(TestData.Path("go1.27.4/goroutine-debug2.txt")).Length.ToString(System.Globalization.CultureInfo.InvariantCulture), length);
    }

    [BrowserFact]
    public async Task A_snapshot_of_an_instance_is_taken_and_shown()
    {
        var page = await pages.OpenAsync("/services/basket%2Feu");
        await page.ClickAsync(".look button");
        await page.UntilAsync("location.pathname.startsWith('/snapshots/') && document.querySelector('.flame [role=treeitem]')");
        Assert.Contains("goroutine profile", await page.TextAsync("document.querySelector('.facts').innerText"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Two_snapshots_are_chosen_and_compared()
    {
        var page = await pages.OpenAsync("/services/checkout");
        await page.UntilAsync("document.querySelectorAll('.snapshots input').length >= 2");
        await page.EvaluateAsync("[...document.querySelectorAll('.snapshots tr')].filter(row => ['/snapshots/1', '/snapshots/2'].includes(row.querySelector('a')?.pathname)).forEach(row => row.querySelector('input').click())");
        await page.UntilAsync("document.querySelector('a[href=\"/snapshots/compare?before=1&after=2\"]')");
        await page.ClickAsync("a[href=\"/snapshots/compare?before=1&after=2\"]");
        await page.UntilAsync("document.querySelector('h1').textContent.startsWith('78 -> 78 goroutines')");
    }

    // Where one can click into it, once it is drawn.
    private static async Task<(double Left, double Width, double Y)> ChartAsync(BrowserPage page)
    {
        await page.UntilAsync("document.querySelector('.u-over')?.getBoundingClientRect().width > 100");
        var place = await page.EvaluateAsync("(r => [r.x, r.width, r.y + r.height / 2])(document.querySelector('.u-over').getBoundingClientRect())");
        return (place[0].GetDouble(), place[1].GetDouble(), place[2].GetDouble());
    }
}
