using Microsoft.AspNetCore.Http;

namespace Unpark.Server.Access;

/// <summary>A page of somebody else must not write in the name of its reader.</summary>
/// <remarks>Browsers say where a request comes from, by <c>Sec-Fetch-Site</c> or at least <c>Origin</c>; programs, which nobody can lure, say neither.</remarks>
internal static class CrossSite
{
    public static void Refuse(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "same-origin" or "none") return;
        if (site.Length == 0 && (request.Headers.Origin.ToString() is not { Length: > 0 } origin || IsOurs(origin, request))) return;
        throw new RefusalException(StatusCodes.Status403Forbidden, "this came from a page of another site");
    }

    private static bool IsOurs(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
