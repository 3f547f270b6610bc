using System.IO.Compression;
using System.Net;

namespace Unpark.Tests.Server;

/// <summary>How the files of the page and the metrics are handed out.</summary>
public class PageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("services/orders")]
    [InlineData("services/a%2Fb/findings/f1")]
    [InlineData("snapshots/17")]
    [InlineData("snapshots/compare?before=1&after=2")]
    public async Task Every_address_of_a_view_is_answered_with_the_page(string path)
    {
        await using var server = await RunningServer.StartAsync();
        using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("app.js", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("app.js.map")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("ui/index.html")]
    [InlineData("api/v2/services")]
    public async Task What_is_no_view_and_no_file_is_not_there(string path)
    {
        await using var server = await RunningServer.StartAsync();
        using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal((HttpStatusCode.NotFound, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task A_file_comes_packed_once_and_is_not_sent_again_while_it_is_the_same()
    {
        await using var server = await RunningServer.StartAsync();
        var whole = await server.Http.GetByteArrayAsync(new Uri("app.js", UriKind.Relative));
        server.Http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br");
        using var packed = await server.Http.GetAsync(new Uri("app.js", UriKind.Relative));
        Assert.Equal("br", Assert.Single(packed.Content.Headers.ContentEncoding));
        using var unpacked = new MemoryStream();
        using (var brotli = new BrotliStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress)) await brotli.CopyToAsync(unpacked);
        Assert.Equal(whole, unpacked.ToArray());
        Assert.True(packed.Content.Headers.ContentLength < whole.Length / 2);

        server.Http.DefaultRequestHeaders.IfNoneMatch.Add(packed.Headers.ETag!);
        using var same = await server.Http.GetAsync(new Uri("app.js", UriKind.Relative));
        Assert.Equal((HttpStatusCode.NotModified, 0), (same.StatusCode, (await same.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task Answers_come_packed_for_whoever_unpacks()
    {
        await using var server = await RunningServer.StartAsync();
        var plain = await server.Http.GetStringAsync(new Uri("api/v1/services", UriKind.Relative));
        server.Http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        using var answer = await server.Http.GetAsync(new Uri("api/v1/services", UriKind.Relative));
        using var reader = new StreamReader(new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Equal(plain, await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("text/plain", "text/plain", false)]
    [InlineData("application/openmetrics-text; version=1.0.0, text/plain;q=0.5", "application/openmetrics-text", true)]
    public async Task Metrics_come_in_the_form_that_is_asked_for(string accept, string type, bool ends)
    {
        await using var server = await RunningServer.StartAsync();
        server.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        using var answer = await server.Http.GetAsync(new Uri("metrics", UriKind.Relative));
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(ends, (await answer.Content.ReadAsStringAsync()).EndsWith("\n# EOF\n", StringComparison.Ordinal));
    }
}
