using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Unpark.Collectors.Http;

/// <summary>The connection below the requests: socket, proxy, TLS; and what TLS said, for messages.</summary>
internal sealed class TransportHandler : IDisposable
{
    private readonly Target _target;
    private readonly X509Certificate2Collection _loaded = [];

    public TransportHandler(Target target)
    {
        _target = target;
        Handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = target.ConnectTimeout,
            MaxConnectionsPerServer = 1,
            UseCookies = false,
            SslOptions = Tls(target.Access),
            ConnectCallback = target.Socket is null ? null : ConnectToSocketAsync,
            Proxy = target.Access.Proxy is { } proxy ? ProxyOf(proxy) : null,
            UseProxy = target.Socket is null && (target.Access.Proxy is not null || !target.Root.IsLoopback),
        };
    }

    public SocketsHttpHandler Handler { get; }

    /// <summary>The target answered in TLS and showed a certificate.</summary>
    public bool SawCertificate { get; private set; }

    /// <summary>Why its certificate was not accepted; null when it was.</summary>
    public string? CertificateProblem { get; private set; }

    public void Dispose()
    {
        Handler.Dispose();
        foreach (var certificate in _loaded) certificate.Dispose();
    }

    private async ValueTask<Stream> ConnectToSocketAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_target.Socket!), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static WebProxy ProxyOf(Uri proxy)
    {
        var userInfo = Uri.UnescapeDataString(proxy.UserInfo).Split(':', 2);
        return new WebProxy(proxy) { Credentials = userInfo is [var user, var password] ? new NetworkCredential(user, password) : null };
    }

    private SslClientAuthenticationOptions Tls(Access access)
    {
        var options = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accept(access, certificate, chain, errors),
        };
        if (access.AuthorityFile is { } authorities) options.CertificateChainPolicy = Trusting(authorities);
        if (access.CertificateFile is { } file) options.ClientCertificates = [ClientCertificate(file, access.KeyFile)];
        return options;
    }

    private bool Accept(Access access, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        SawCertificate = certificate is not null;
        if (errors == SslPolicyErrors.None || access.Insecure) return true;
        CertificateProblem = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"its certificate is for another name ({(certificate as X509Certificate2)?.GetNameInfo(X509NameType.DnsName, forIssuer: false)})"
            : $"its certificate is not trusted ({string.Join(", ", chain?.ChainStatus.Select(status => status.StatusInformation.Trim()) ?? [])})";
        return false;
    }

    private X509ChainPolicy Trusting(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        var authorities = Load(file, () => { var all = new X509Certificate2Collection(); all.ImportFromPemFile(file); return all; });
        if (authorities.Count == 0) throw new TargetException(file, "expected certificates in PEM form (-----BEGIN CERTIFICATE-----), found none");
        policy.CustomTrustStore.AddRange(authorities);
        _loaded.AddRange(authorities);
        return policy;
    }

    private X509Certificate2 ClientCertificate(string file, string? keyFile)
    {
        var certificate = Load(file, () => X509Certificate2.CreateFromPemFile(file, keyFile));
        _loaded.Add(certificate);
        return certificate;
    }

    private static T Load<T>(string file, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new TargetException(file, $"could not be used as a certificate or key in PEM form: {e.Message}", e);
        }
    }
}
