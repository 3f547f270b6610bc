using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Unpark.Knowledge.Profiles;

namespace Unpark.Collectors.Http;

/// <summary>The text of an address -> <see cref="Target"/>.</summary>
internal static class TargetAddress
{
    private const string UnixScheme = "unix:";

    public static bool TryParse(string text, [NotNullWhen(true)] out Target? target, [NotNullWhen(false)] out string? error)
    {
        (target, error) = text.StartsWith(UnixScheme, StringComparison.OrdinalIgnoreCase)
            ? ParseUnix(text[UnixScheme.Length..])
            : ParseHttp(text);
        return target is not null;
    }

    // "unix:/run/app.sock", "unix:///run/app.sock", and a path of the program behind a second colon: "unix:/run/app.sock:/debug/pprof/heap".
    private static (Target?, string?) ParseUnix(string rest)
    {
        if (rest.StartsWith("//", StringComparison.Ordinal)) rest = rest[2..];
        var colon = rest.IndexOf(":/", StringComparison.Ordinal);
        var (socket, path) = colon < 0 ? (rest, "") : (rest[..colon], rest[(colon + 1)..]);
        if (!socket.StartsWith('/')) return (null, "expected the absolute path of a socket, as unix:/run/app.sock");
        return (Of(new Uri("http://localhost" + path)) with { Socket = socket }, null);
    }

    private static (Target?, string?) ParseHttp(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            if (!StartsWithHostAndPort(text)) return (null, "expected an address, as http://host:6060, host:6060 or unix:/run/app.sock");
            text = "http://" + (text[0] == ':' ? "localhost" : "") + text;
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) return (null, "expected an address, as http://host:6060, and could not make sense of this one");
        if (uri.Scheme is not ("http" or "https")) return (null, $"expected http://, https:// or unix:, found {uri.Scheme}://");
        return (Of(uri), null);
    }

    // "host:6060", ":6060", "[::1]:6060/base": a port tells an address from the name of a file.
    private static bool StartsWithHostAndPort(string text)
    {
        var authority = text.AsSpan()[..(text.IndexOf('/') is var slash and >= 0 ? slash : text.Length)];
        var colon = authority.LastIndexOf(':');
        return colon >= 0 && ushort.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    private static Target Of(Uri uri)
    {
        var (path, profile) = SplitProfile(uri.AbsolutePath);
        return new Target
        {
            Root = new Uri(uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)),
            Path = path,
            Profile = profile is null ? null : profile + uri.Query,
            Access = uri.UserInfo.Length == 0 ? Access.Default : Access.Default with { Basic = Credential(uri.UserInfo) },
        };
    }

    // The name of a profile is what follows ".../debug/pprof/", or a last part that is one of the known names.
    private static (string Path, string? Profile) SplitProfile(string path)
    {
        var index = path.IndexOf(PprofEndpoints.DefaultPath + "/", StringComparison.Ordinal);
        var cut = index >= 0 ? index + PprofEndpoints.DefaultPath.Length : path.LastIndexOf('/');
        var name = path[(cut + 1)..];
        return name.Length > 0 && (index >= 0 || PprofEndpoints.Names.Contains(name))
            ? (path[..cut], name)
            : (path.TrimEnd('/'), null);
    }

    private static NetworkCredential Credential(string userInfo)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new(Uri.UnescapeDataString(userInfo), "")
            : new(Uri.UnescapeDataString(userInfo[..colon]), Uri.UnescapeDataString(userInfo[(colon + 1)..]));
    }
}
