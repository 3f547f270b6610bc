using System.Collections.Immutable;
using System.Net;

namespace Unpark.Collectors.Http;

/// <summary>What it takes to be let in: credentials, certificates, proxy. Never printed.</summary>
public sealed record Access
{
    public static Access Default { get; } = new();

    /// <summary>Sent with each request, to the target's own host only.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    public string? BearerToken { get; init; }

    /// <summary>Basic authentication; also taken from <c>user:password@</c> in the address.</summary>
    public NetworkCredential? Basic { get; init; }

    /// <summary>PEM file with the client certificate; the key may stand in the same file.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the key of <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>PEM file with the authorities to trust instead of the system's.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Accept any certificate of the target.</summary>
    public bool Insecure { get; init; }

    /// <summary>Null: what the environment says (<c>HTTP_PROXY</c>, <c>NO_PROXY</c>), never for a loopback address.</summary>
    public Uri? Proxy { get; init; }

    public override string ToString() => nameof(Access);
}
