using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Unpark.Monitor.Settings;

/// <summary>Text -> where to listen: "127.0.0.1:7070", "localhost:7070", "[::1]:7070", ":7070" for all addresses of the machine.</summary>
public static class ListenAddress
{
    public const string Expected = "an address of this machine and a port, as 127.0.0.1:7070, or :7070 for all of its addresses";

    public static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? address)
    {
        address = null;
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), out var port)) return false;
        var host = text[..colon] switch
        {
            "" or "*" => IPAddress.IPv6Any,
            "localhost" => IPAddress.Loopback,
            ['[', .. var v6, ']'] when IPAddress.TryParse(v6, out var found) => found,
            var v4 when !v4.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(v4, out var found) => found,
            _ => null,
        };
        if (host is not null) address = new(host, port);
        return address is not null;
    }
}
