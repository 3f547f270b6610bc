using System.CommandLine;
using System.Net;
using Unpark.Cli.Syntax;
using Unpark.Collectors.Http;

namespace Unpark.Cli.Input;

/// <summary>
/// What it takes to be let in. A secret can come from a file or from the environment, where no list of processes shows it;
/// none is ever printed.
/// </summary>
internal sealed class AccessOptions
{
    private const string TokenVariable = "UNPARK_TOKEN";
    private const string UserVariable = "UNPARK_USER";

    private readonly Option<string[]> _headers = new("--header") { HelpName = "name: value", Description = "Send a header with each request; @file reads one a line" };
    private readonly Option<string> _bearer = OptionKinds.Text("--bearer", "token", $"Bearer token; better in {TokenVariable} or --token-file");
    private readonly Option<string> _tokenFile = OptionKinds.Text("--token-file", "file", "File with the bearer token, as Kubernetes mounts it");
    private readonly Option<string> _user = OptionKinds.Text("--user", "name:password", $"Basic authentication; better in {UserVariable}");
    private readonly Option<string> _certificate = OptionKinds.Text("--cert", "file", "Client certificate (PEM)");
    private readonly Option<string> _key = OptionKinds.Text("--key", "file", "Key of the client certificate (PEM), where it is not in the same file");
    private readonly Option<string> _authority = OptionKinds.Text("--ca", "file", "Authorities to trust instead of the system's (PEM)");
    private readonly Flag _insecure = new("--insecure") { Description = "Accept any certificate of the program" };
    private readonly Option<string> _proxy = OptionKinds.Text("--proxy", "address", "Proxy to go through; by default what HTTP_PROXY and NO_PROXY say");

    public IReadOnlyList<Option> All => [_headers, _bearer, _tokenFile, _user, _certificate, _key, _authority, _insecure, _proxy];

    /// <summary>Adds to what the address itself says (user:password@host).</summary>
    public Access Complete(Access access, Invocation call) => access with
    {
        Headers = [.. access.Headers, .. (call.ValueOrNull(_headers) ?? []).SelectMany(HeadersOf)],
        BearerToken = TokenOf(call) ?? access.BearerToken,
        Basic = (call.ValueOrNull(_user) ?? call.World.Variable(UserVariable)) is { Length: > 0 } user ? CredentialOf(user) : access.Basic,
        CertificateFile = call.ValueOrNull(_certificate) ?? access.CertificateFile,
        KeyFile = call.ValueOrNull(_key) ?? access.KeyFile,
        AuthorityFile = call.ValueOrNull(_authority) ?? access.AuthorityFile,
        Insecure = call.Has(_insecure) || access.Insecure,
        Proxy = call.ValueOrNull(_proxy) is { } proxy ? ProxyOf(proxy) : access.Proxy,
    };

    private string? TokenOf(Invocation call)
    {
        if (call.ValueOrNull(_bearer) is { } token) return token;
        if (call.ValueOrNull(_tokenFile) is { } file) return ReadSecret(file, _tokenFile.Name).Trim();
        return call.World.Variable(TokenVariable) is { Length: > 0 } variable ? variable : null;
    }

    private IEnumerable<KeyValuePair<string, string>> HeadersOf(string text)
    {
        if (!text.StartsWith('@')) return [HeaderOf(text)];
        var lines = ReadSecret(text[1..], _headers.Name).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Select(HeaderOf);
    }

    // The value may be a secret: no message repeats it.
    private static KeyValuePair<string, string> HeaderOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) throw new UsageException("--header expects \"name: value\", and one given has no colon");
        return new(text[..colon].Trim(), text[(colon + 1)..].Trim());
    }

    private static NetworkCredential CredentialOf(string user)
    {
        var colon = user.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new(user, "") : new(user[..colon], user[(colon + 1)..]);
    }

    private static Uri ProxyOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https" or "socks4" or "socks5")
            ? uri
            : throw new UsageException("--proxy expects an address as http://proxy:3128");

    private static string ReadSecret(string path, string option)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: cannot read {path}: {e.Message.TrimEnd('.')}");
        }
    }
}
