using System.Collections.Immutable;
using System.Net;

namespace Unpark.Monitor.Settings;

/// <summary>Where the page and the API are served, and to whom.</summary>
public sealed record WebSettings
{
    public static WebSettings Default { get; } = new();

    /// <summary>Port 0: any that is free.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 7070);

    /// <summary>None: everybody who can reach the address may read and write, so it must be a loopback one.</summary>
    public ImmutableArray<WebToken> Tokens { get; init; } = [];

    /// <summary>PEM file with the certificate and those that lead to its authority; null: no TLS.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with its key; null: it stands in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Names under which the page is asked for where there are no tokens, beside localhost and addresses.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Where people see the page; null: nobody said.</summary>
    public Uri? ExternalUrl { get; init; }
}

/// <summary>A token that is known.</summary>
/// <param name="Name">Whose it is, for messages.</param>
public sealed record WebToken(string Name, TokenHash Hash, bool MayWrite);
