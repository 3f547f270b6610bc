using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Unpark.Tests.Http;

/// <summary>An authority and what it signed, as PEM files in a folder of their own.</summary>
internal sealed class CertificateFiles : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly X509Certificate2 _authority;

    public CertificateFiles()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Unpark test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Authority = Write("ca.pem", _authority.ExportCertificatePem());
        (Server, ServerKey) = Sign("server", IPAddress.Loopback, _authority);
        (Chained, ChainedKey) = SignBySomebodyBetween();
        (Client, ClientKey) = Sign("client", null, _authority);
    }

    public string Authority { get; }

    /// <summary>For 127.0.0.1.</summary>
    public string Server { get; }

    public string ServerKey { get; }

    /// <summary>The same, signed by somebody whom the authority signed, and with his certificate behind it.</summary>
    public string Chained { get; }

    public string ChainedKey { get; }

    public string Client { get; }

    public string ClientKey { get; }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private (string Certificate, string Key) SignBySomebodyBetween()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Somebody between", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var signed = request.Create(_authority, _authority.NotBefore, _authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        using var between = signed.CopyWithPrivateKey(key);
        var chained = Sign("chained", IPAddress.Loopback, between);
        File.AppendAllText(chained.Certificate, "\n" + between.ExportCertificatePem());
        return chained;
    }

    private (string Certificate, string Key) Sign(string name, IPAddress? address, X509Certificate2 by)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (address is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(address);
            request.CertificateExtensions.Add(names.Build());
        }
        using var certificate = request.Create(by, by.NotBefore, by.NotAfter, RandomNumberGenerator.GetBytes(8));
        return (Write($"{name}.pem", certificate.ExportCertificatePem()), Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private string Write(string name, string pem) => _folder.Write(name, System.Text.Encoding.ASCII.GetBytes(pem));
}
