using System.Net;
using System.Net.Sockets;
using Unpark.Collectors.Http;

namespace Unpark.Tests.Http;

/// <summary>Targets that give no evidence: each is explained in one sentence that says what to try.</summary>
public class UnreachableTargetTests
{
    [Fact]
    public async Task A_port_nobody_listens_on_is_called_refused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await CheckAsync(TargetProgram.Parse($"127.0.0.1:{port}"), "connection refused: nothing listens on this port. Is the program running");
    }

    [Fact]
    public Task A_name_that_does_not_resolve_is_called_unknown() =>
        CheckAsync(TargetProgram.Parse("no-such-host.invalid:6060"), "the name no-such-host.invalid is not known");

    [Fact]
    public Task A_socket_that_does_not_exist_is_called_missing() =>
        CheckAsync(TargetProgram.Parse("unix:/nowhere/app.sock"), "there is no such socket");

    [Fact]
    public async Task A_server_that_takes_the_connection_and_says_nothing_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var target = TargetProgram.Parse(listener.LocalEndpoint.ToString()!) with { AnswerTimeout = TimeSpan.FromMilliseconds(300) };
        await CheckAsync(target, "took the request for /debug/pprof/ and said nothing for 300 ms");
    }

    [Fact]
    public async Task A_tls_port_that_says_nothing_to_the_handshake_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var target = TargetProgram.Parse($"https://{listener.LocalEndpoint}") with { ConnectTimeout = TimeSpan.FromMilliseconds(300) };
        await CheckAsync(target, "no connection within 300 ms");
    }

    [Fact]
    public async Task A_port_that_speaks_another_protocol_is_told_from_http()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptSocketAsync();
            await client.SendAsync("SSH-2.0-OpenSSH_9.2p1\r\n"u8.ToArray());
            await client.ReceiveAsync(new byte[4096]);
            await client.SendAsync("Invalid SSH identification string.\r\n"u8.ToArray());
        });
        await CheckAsync(TargetProgram.Parse(listener.LocalEndpoint.ToString()!), "did not answer in HTTP");
        await serving;
    }

    [GoFact]
    public async Task A_program_that_hangs_is_given_up()
    {
        using var program = await TargetProgram.StartAsync("-mode=hang");
        await CheckAsync(program.Target with { AnswerTimeout = TimeSpan.FromMilliseconds(300) }, "said nothing for 300 ms");
    }

    [GoFact]
    public async Task A_program_without_pprof_is_told_what_it_lacks()
    {
        using var program = await TargetProgram.StartAsync("-mode=nothing");
        await CheckAsync(program.Target, "has no /debug/pprof/goroutine (404). The program may not import net/http/pprof");
    }

    [GoFact]
    public async Task A_login_page_on_the_same_host_is_recognised()
    {
        using var program = await TargetProgram.StartAsync("-mode=login");
        await CheckAsync(program.Target, "expected a goroutine profile at /debug/pprof/goroutine, found a web page (\"Sign in\") after a redirect to /login. A log-in seems to stand before it");
    }

    [GoFact]
    public async Task A_login_page_on_another_host_is_named_and_never_asked()
    {
        using var program = await TargetProgram.StartAsync("-mode=sso");
        await CheckAsync(program.Target, "sends the request for /debug/pprof/ on to https://sso.example.com/login, which was not followed");
    }

    [GoFact]
    public async Task A_picture_instead_of_a_profile_is_no_evidence()
    {
        using var program = await TargetProgram.StartAsync("-mode=garbage");
        await CheckAsync(program.Target, "gave something else than a goroutine profile at /debug/pprof/goroutine");
    }

    [GoFact]
    public async Task A_profile_the_program_does_not_know_is_called_unknown()
    {
        using var program = await TargetProgram.StartAsync();
        await CheckAsync(TargetProgram.Parse($"{program.Address}/debug/pprof/nosuch"), "serves net/http/pprof, but knows no profile \"nosuch\" (404)");
    }

    [GoFact]
    public async Task A_missing_token_says_how_to_give_one()
    {
        using var program = await TargetProgram.StartAsync("-token=Bearer s3cret");
        await CheckAsync(program.Target, "wants credentials for /debug/pprof/ (401)");
    }

    internal static async Task CheckAsync(Target target, string sentence)
    {
        var collection = await LiveCollector.CollectAsync(target);
        var diagnostic = Assert.Single(collection.Diagnostics);
        Assert.True(diagnostic.Fatal);
        Assert.Equal(target.Name, diagnostic.Source);
        Assert.Contains(sentence, diagnostic.Message, StringComparison.Ordinal);
        Assert.Empty(collection.Readings);
    }
}
