using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Tests.Server;

namespace Unpark.Tests.Browser.Serving;

/// <summary>The page where there is nothing to show, or nobody to ask.</summary>
[Collection("served pages")]
public sealed class PageAccessTests(ServedPages pages)
{
    [BrowserFact]
    public async Task A_server_with_tokens_is_asked_with_the_one_that_is_typed_in_and_the_tab_keeps_it()
    {
        var (token, hash) = TokenHash.Create();
        await using var server = await RunningServer.StartAsync("- {job_name: a}", WebSettings.Default with { Tokens = [new("alice", hash, MayWrite: false)] });
        var page = await pages.OpenAsync(server.Address, "/", "document.querySelector('#token')");
        Assert.Equal("A token, please", await page.TextAsync("document.querySelector('h1').textContent"));
        Assert.Empty(await Axe.ViolationsAsync(page));

        await page.TypeAsync("wrong");
        await page.PressAsync("Enter");
        await page.UntilAsync("document.querySelector('h1')?.textContent === 'This token is not accepted'");
        Assert.Equal("null", await page.TextAsync("JSON.stringify(sessionStorage.getItem('unpark-token'))"));
        await page.TypeAsync(token);
        await page.PressAsync("Enter");
        await page.UntilAsync("document.querySelector('h1')?.textContent === 'No program is watched yet'");
        await page.UntilAsync("document.querySelector('.live').textContent === 'live'");
        Assert.DoesNotContain(page.Requests, request => request.Contains(token, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Without_programs_it_says_how_to_name_one()
    {
        await using var server = await RunningServer.StartAsync("- {job_name: a}");
        var page = await pages.OpenAsync(server.Address, "/", "document.querySelector('pre')");
        Assert.Contains("unpark serve http://svc-a:6060", await page.TextAsync("document.body.innerText"), StringComparison.Ordinal);
        Assert.Empty(await Axe.ViolationsAsync(page));
        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task When_the_server_is_away_what_was_shown_stays_and_it_comes_back_by_itself()
    {
        using var relay = new Relay(pages.Server.Address);
        var page = await pages.OpenAsync(relay.Address, "/services/payments", "document.querySelector('h1')?.textContent === 'payments'");
        await page.UntilAsync("document.querySelector('.live').textContent === 'live'");
        relay.Cut();
        await page.UntilAsync("document.querySelector('.live').textContent === 'polling'");
        Assert.Equal("payments", await page.TextAsync("document.querySelector('h1').textContent"));
        relay.Mend();
        await page.UntilAsync("document.querySelector('.live').textContent === 'live'");
        await page.UntilAsync("!document.querySelector('.problem')");
    }

    [BrowserTheory]
    [InlineData("/services/nobody", "There is no service here", "There is no service nobody.")]
    [InlineData("/snapshots/4711", "There is no snapshot here", "There is no snapshot 4711, or it is not kept any more.")]
    [InlineData("/services/checkout/findings/f1", "There is no finding here", "Checkout has no finding f1.")]
    public async Task What_is_not_there_is_said_in_the_words_of_the_server(string path, string title, string sentence)
    {
        var page = await pages.OpenAsync(pages.Server.Address, path, "document.querySelector('.failure')");
        Assert.Equal(title, await page.TextAsync("document.querySelector('h1').textContent"));
        Assert.Equal(sentence, await page.TextAsync("document.querySelector('.failure p').textContent"));
    }
}
