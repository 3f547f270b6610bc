using System.Text;
using Microsoft.AspNetCore.Http;

namespace Unpark.Server.Access;

/// <summary>The token that a request carries.</summary>
internal static class Credentials
{
    private const int Most = 4096;

    /// <summary>Of <c>Bearer</c>, or the password of <c>Basic</c>, which browsers ask for by themselves; null without one.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length > Most) return null;
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header["Bearer ".Length..].Trim();
        return header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? PasswordOf(header["Basic ".Length..].Trim()) : null;
    }

    private static string? PasswordOf(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : text[(colon + 1)..];
    }
}
