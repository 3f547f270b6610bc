using Unpark.Collectors;
using Unpark.Collectors.Http;

namespace Unpark.Tests.Http;

public sealed class TlsTests : IDisposable
{
    private readonly CertificateFiles _files = new();

    public void Dispose() => _files.Dispose();

    [GoFact]
    public async Task An_authority_of_ones_own_is_trusted_when_named()
    {
        using var program = await StartAsync();
        await LiveCollectorTests.CheckAsync(Secure(program, new() { AuthorityFile = _files.Authority }));
    }

    [GoFact]
    public async Task Any_certificate_is_accepted_when_asked_for()
    {
        using var program = await StartAsync();
        await LiveCollectorTests.CheckAsync(Secure(program, new() { Insecure = true }));
    }

    [GoFact]
    public async Task An_unknown_authority_is_refused_with_what_to_do()
    {
        using var program = await StartAsync();
        await UnreachableTargetTests.CheckAsync(Secure(program, new()), "its certificate is not trusted");
        await UnreachableTargetTests.CheckAsync(Secure(program, new()), "Name its authority with --ca FILE, or accept any certificate with --insecure");
    }

    [GoFact]
    public async Task A_client_certificate_lets_in()
    {
        using var program = await StartAsync($"-client-ca={_files.Authority}");
        await LiveCollectorTests.CheckAsync(Secure(program, new() { AuthorityFile = _files.Authority, CertificateFile = _files.Client, KeyFile = _files.ClientKey }));
    }

    [GoFact]
    public async Task A_missing_client_certificate_is_guessed_from_the_refusal()
    {
        using var program = await StartAsync($"-client-ca={_files.Authority}");
        await UnreachableTargetTests.CheckAsync(Secure(program, new() { AuthorityFile = _files.Authority }), "It may want a client certificate: --cert FILE --key FILE");
    }

    [GoFact]
    public async Task Plain_http_to_a_tls_port_is_told_to_write_https()
    {
        using var program = await StartAsync();
        await UnreachableTargetTests.CheckAsync(program.Target, "speaks TLS: write https:// before the address");
    }

    [GoFact]
    public async Task Tls_to_a_plain_port_is_told_to_write_http()
    {
        using var program = await TargetProgram.StartAsync();
        await UnreachableTargetTests.CheckAsync(Secure(program, new()), "did not answer in TLS. If it speaks plain HTTP, write http:// instead of https://");
    }

    [Fact]
    public async Task A_certificate_file_that_is_none_is_named()
    {
        var file = _files.ServerKey;
        Assert.True(Target.TryParse("https://127.0.0.1:1", out var target, out _));
        var diagnostic = Assert.Single((await LiveCollector.CollectAsync(target with { Access = new() { AuthorityFile = file } })).Diagnostics);
        Assert.Equal(file, diagnostic.Source);
        Assert.Contains("expected certificates in PEM form", diagnostic.Message, StringComparison.Ordinal);
    }

    private Task<TargetProgram> StartAsync(params string[] arguments) =>
        TargetProgram.StartAsync([$"-cert={_files.Server}", $"-key={_files.ServerKey}", .. arguments]);

    private static Target Secure(TargetProgram program, Access access) => TargetProgram.Parse($"https://{program.Address}") with { Access = access };
}
