namespace Unpark.Tests.Browser.Serving;

/// <summary>Every page of <c>unpark serve</c>: quiet, accessible, and within its window.</summary>
/// <remarks>With the variable UNPARK_PICTURES, the name of a folder, a picture of each is kept there to look at.</remarks>
[Collection("served pages")]
public sealed class PageLooksTests(ServedPages pages)
{
    private const string Chart = "document.querySelector('.chart canvas')";

    public static TheoryData<string, string> Pages => new()
    {
        { "/", "document.querySelector('.services tbody tr')" },
        { "/services/checkout", Chart },
        { "/services/basket%2Feu?by=state", Chart },
        { "/services/payments", "document.querySelector('.missing')" },
        { $"/services/checkout/findings/{CheckoutPast.Fingerprint}", Chart },
        { $"/services/checkout/sites/{CheckoutPast.Fingerprint}", Chart },
        { $"/services/checkout/compare?{Since(9)}", "document.querySelector('.changes')" },
        { "/snapshots/3", "document.querySelector('.flame [role=treeitem]')" },
        { "/snapshots/compare?before=1&after=2", "document.querySelector('.changes')" },
    };

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_in_both_themes_fits_a_telephone_and_asks_nobody_else(string path, string until)
    {
        var page = await pages.OpenAsync(path);
        await page.UntilAsync(until);
        Assert.Empty(await Axe.ViolationsAsync(page));
        await KeepPictureAsync(page, path, "wide-light");
        await page.SetThemeAsync(dark: true);
        Assert.Empty(await Axe.ContrastViolationsAsync(page));
        await page.SetSizeAsync(360, 740);
        await page.UntilAsync("document.documentElement.clientWidth === 360");
        await KeepPictureAsync(page, path, "narrow-dark");
        Assert.Equal(360, (await page.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32());

        Assert.Empty(page.Complaints);
        Assert.All(page.Requests.Where(request => !request.StartsWith("data:image/svg+xml", StringComparison.Ordinal)), request => Assert.StartsWith(pages.Server.Address.AbsoluteUri, request, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Text_of_others_is_shown_letter_by_letter()
    {
        var page = await pages.OpenAsync("/services/checkout");
        await page.UntilAsync("document.querySelector('.instances')?.innerText.includes('evil=<img src=x onerror=alert(1)>')");
        Assert.Equal("0", await page.TextAsync("document.querySelectorAll('img, script:not([src])').length"));
    }

    private static async Task KeepPictureAsync(BrowserPage page, string path, string name)
    {
        if (Environment.GetEnvironmentVariable("UNPARK_PICTURES") is not { Length: > 0 } folder) return;
        await page.EvaluateAsync("new Promise(done => setTimeout(done, 500))");
        var place = path.Split('?')[0].Trim('/').Replace('/', '-');
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{(place.Length == 0 ? "overview" : place)}-{name}.png"), await page.PictureAsync());
    }

    private static string Since(int hours) => $"from={DateTimeOffset.UtcNow.AddHours(-hours):yyyy-MM-dd'T'HH:mm:ss'Z'}&to={DateTimeOffset.UtcNow.AddMinutes(-10):yyyy-MM-dd'T'HH:mm:ss'Z'}";
}

/// <summary>Tests that share one server and one browser.</summary>
[CollectionDefinition("served pages")]
public sealed class ServedPagesCollection : ICollectionFixture<ServedPages>;
