using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Unpark.Server.Access;

/// <summary>What callers are shown: a certificate with those that lead to its authority. It is exchanged while the server runs; connections that are there keep theirs.</summary>
internal sealed class Certificate(string file, string? keyFile)
{
    private volatile SslStreamCertificateContext _shown = Load(file, keyFile);

    /// <exception cref="WebServerException">These files hold none that can be used; the one before is shown as ever.</exception>
    public void Use(string file, string? keyFile) => _shown = Load(file, keyFile);

    public void Show(ListenOptions listen) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = _shown }),
    });

    private static SslStreamCertificateContext Load(string file, string? keyFile)
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(file);
            // Offline: what is missing is not looked for in the network.
            return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(file, keyFile), chain, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new WebServerException($"{file}: no certificate with its key that can be used ({e.Message.TrimEnd('.')}); expected PEM files in web: tls: cert_file and key_file", e);
        }
    }
}
