using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Server;
using Unpark.Tests.Http;

namespace Unpark.Tests.Server;

/// <summary>Who may do what.</summary>
public class AccessTests
{
    private static readonly (string Token, TokenHash Hash) Reader = TokenHash.Create(), Writer = TokenHash.Create();

    private static readonly WebSettings Guarded = WebSettings.Default with { Tokens = [new("reader", Reader.Hash, MayWrite: false), new("writer", Writer.Hash, MayWrite: true)] };

    [Theory]
    [InlineData("api/v1/services", null, 401)]
    [InlineData("api/v1/services", "wrong", 401)]
    [InlineData("api/v1/services", "reader", 200)]
    [InlineData("api/v1/services", "writer", 200)]
    [InlineData("api/v1/nothing", null, 401)]
    [InlineData("metrics", null, 401)]
    [InlineData("metrics", "reader", 200)]
    [InlineData("debug/stats", null, 401)]
    [InlineData("debug/stats", "reader", 200)]
    [InlineData("", null, 200)]
    [InlineData("services/a", null, 200)]
    [InlineData("healthz", null, 200)]
    [InlineData("readyz", null, 200)]
    public async Task With_tokens_nothing_but_the_probes_and_the_empty_page_answers_without_one(string path, string? who, int status)
    {
        await using var server = await RunningServer.StartAsync(web: Guarded);
        Carry(server, who);
        using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 401) Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task A_person_who_opens_an_address_is_asked_for_the_token_by_the_browser()
    {
        await using var server = await RunningServer.StartAsync(web: Guarded);
        server.Http.DefaultRequestHeaders.Accept.Add(new("text/html"));
        using var answer = await server.Http.GetAsync(new Uri("metrics", UriKind.Relative));
        Assert.Equal("Basic", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task A_browser_sends_the_token_as_a_password()
    {
        await using var server = await RunningServer.StartAsync(web: Guarded);
        server.Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{Reader.Token}")));
        await server.GetAsync("/services");
    }

    [Theory]
    [InlineData("reader", 403)]
    [InlineData("writer", 400)]
    public async Task Only_a_writer_writes(string who, int status)
    {
        await using var server = await RunningServer.StartAsync(web: Guarded);
        Carry(server, who);
        using var content = new ByteArrayContent([]);
        Assert.Equal(status, (int)(await server.PostAsync("/ingest?service=a", content)).Status);
        Assert.Equal(status == 403 ? 403 : 404, (int)(await server.PostAsync("/targets/a%2Fb/look")).Status);
        Assert.Equal(status == 403 ? 403 : 404, (int)(await server.PostAsync("/services/a/deployments")).Status);
    }

    [Fact]
    public async Task Whoever_guesses_has_to_wait_also_with_the_right_token()
    {
        await using var server = await RunningServer.StartAsync(web: Guarded);
        Carry(server, "wrong");
        for (var guess = 0; guess < 20; guess++) Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server));
        Carry(server, "reader");
        using var answer = await server.Http.GetAsync(new Uri("api/v1/services", UriKind.Relative));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Other_tokens_hold_from_the_next_request_on()
    {
        await using var server = await RunningServer.StartAsync(web: Guarded);
        Carry(server, "reader");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server));
        server.Web.Use(Guarded with { Tokens = [Guarded.Tokens[1]] });
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server));
        Carry(server, "writer");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server));
    }

    [Theory]
    [InlineData("evil.example", 403)]
    [InlineData("evil.example:7070", 403)]
    [InlineData("localhost:7070", 200)]
    [InlineData("127.0.0.1:7070", 200)]
    [InlineData("[::1]:7070", 200)]
    [InlineData("known.example", 200)]
    [InlineData("unpark.example", 200)]
    public async Task A_name_that_somebody_else_points_at_us_is_refused(string host, int status)
    {
        await using var server = await RunningServer.StartAsync(web: WebSettings.Default with { Hosts = ["known.example"], ExternalUrl = new("https://unpark.example") });
        server.Http.DefaultRequestHeaders.Host = host;
        Assert.Equal(status, (int)await StatusAsync(server));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 400)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("X-Nothing", "", 400)]
    public async Task A_page_of_another_site_cannot_write(string header, string value, int status)
    {
        await using var server = await RunningServer.StartAsync();
        using var content = new ByteArrayContent([]);
        Assert.Equal(status, (int)(await server.PostAsync("/ingest?service=a", content, (header, value))).Status);
    }

    [Fact]
    public async Task Every_answer_forbids_what_a_browser_might_make_of_it()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var path in new[] { "api/v1/services", "api/v1/nothing", "metrics", "healthz", "" })
        {
            using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.StartsWith("default-src 'none'; script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData("0.0.0.0:0")]
    [InlineData("[::]:0")]
    [InlineData("192.0.2.1:0")]
    public async Task Nothing_is_exposed_without_tokens(string listen)
    {
        await using var server = await RunningServer.StartAsync();
        var refused = await Assert.ThrowsAsync<WebServerException>(() => WebServer.StartAsync(server.Monitor, WebSettings.Default with { Listen = IPEndPoint.Parse(listen) }));
        Assert.Contains("can be reached from other machines, and there are no tokens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        await using var server = await RunningServer.StartAsync();
        var taken = new IPEndPoint(IPAddress.Loopback, server.Address.Port);
        var refused = await Assert.ThrowsAsync<WebServerException>(() => WebServer.StartAsync(server.Monitor, WebSettings.Default with { Listen = taken }));
        Assert.StartsWith($"cannot listen on {taken}: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_certificate_it_speaks_TLS_and_nothing_else()
    {
        using var certificates = new CertificateFiles();
        await using var server = await RunningServer.StartAsync();
        await using var secure = await WebServer.StartAsync(server.Monitor, WebSettings.Default with { Listen = new(IPAddress.Loopback, 0), CertificateFile = certificates.Server, KeyFile = certificates.ServerKey });
        Assert.Equal("https", secure.Address.Scheme);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.Subject == "CN=server";
        using var http = new HttpClient(handler);
        Assert.Equal("ok\n", await http.GetStringAsync(new Uri(secure.Address, "healthz")));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(new Uri($"http://127.0.0.1:{secure.Address.Port}/healthz")));
        var broken = await Assert.ThrowsAsync<WebServerException>(() => WebServer.StartAsync(server.Monitor, WebSettings.Default with { CertificateFile = certificates.ServerKey }));
        Assert.Contains("no certificate with its key that can be used", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_somebody_between_signed_is_shown_with_his_and_may_be_exchanged()
    {
        using var certificates = new CertificateFiles();
        using var others = new CertificateFiles();
        await using var server = await RunningServer.StartAsync();
        var settings = WebSettings.Default with { Listen = new(IPAddress.Loopback, 0), CertificateFile = certificates.Chained, KeyFile = certificates.ChainedKey };
        await using var secure = await WebServer.StartAsync(server.Monitor, settings);
        Assert.Equal(HttpVersion.Version20, await VersionAsync(secure, certificates.Authority));

        Assert.Throws<WebServerException>(() => secure.Use(settings with { KeyFile = others.ServerKey }));
        Assert.Equal(HttpVersion.Version20, await VersionAsync(secure, certificates.Authority));
        File.Copy(others.Chained, certificates.Chained, overwrite: true);
        File.Copy(others.ChainedKey, certificates.ChainedKey, overwrite: true);
        secure.Use(settings);
        Assert.Equal(HttpVersion.Version20, await VersionAsync(secure, others.Authority));
        await Assert.ThrowsAsync<HttpRequestException>(() => VersionAsync(secure, certificates.Authority));
    }

    [Fact]
    public void A_token_is_kept_as_a_hash_that_no_other_fits()
    {
        Assert.True(TokenHash.TryParse(Reader.Hash.ToString(), out var hash));
        Assert.True(hash.Fits(Reader.Token));
        Assert.False(hash.Fits(Writer.Token));
        Assert.DoesNotContain(Reader.Token[8..], Reader.Hash.ToString(), StringComparison.Ordinal);
        Assert.False(TokenHash.TryParse(Reader.Token, out _));
    }

    private static void Carry(RunningServer server, string? who) => server.Http.DefaultRequestHeaders.Authorization = who switch
    {
        null => null,
        "reader" => new AuthenticationHeaderValue("Bearer", Reader.Token),
        "writer" => new AuthenticationHeaderValue("Bearer", Writer.Token),
        _ => new AuthenticationHeaderValue("Bearer", who),
    };

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server)
    {
        using var answer = await server.Http.GetAsync(new Uri("api/v1/services", UriKind.Relative));
        Assert.NotEqual(default, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
        return answer.StatusCode;
    }

    // Asked by somebody who trusts nobody but this authority.
    private static async Task<Version> VersionAsync(WebServer server, string authority)
    {
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(authority);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { trusted }, RevocationMode = X509RevocationMode.NoCheck };
        using var http = new HttpClient(handler) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        using var answer = await http.GetAsync(new Uri(server.Address, "healthz"));
        return answer.Version;
    }
}
