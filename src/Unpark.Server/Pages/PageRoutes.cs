using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Unpark.Server.Access;

namespace Unpark.Server.Pages;

/// <summary>The page and its files. Each address of a view is answered with the one page, which reads it off the address.</summary>
internal static class PageRoutes
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    // The page holds nothing that is to be kept from anybody: what it shows, it asks the API for.
    private static readonly RoleMetadata ForAll = new(Role.None);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/{**path}", Reading, AnswerAsync).WithMetadata(ForAll);
        routes.MapMethods("/api/{**path}", [.. Reading, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete], _ => throw NotFound());
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        var path = (http.Request.RouteValues["path"] as string ?? "").TrimEnd('/');
        var asset = PageAssets.Find(path) ?? (IsView(path) ? PageAssets.Find("index.html") : null) ?? throw NotFound();
        var response = http.Response;
        response.Headers.ETag = asset.Tag;
        // Asked again each time, and answered in one line while the program is the same.
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Encoding";
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(asset.Tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var content = asset.Content;
        if (asset.Brotli is { } brotli && http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
        {
            response.Headers.ContentEncoding = "br";
            content = brotli;
        }
        response.ContentType = asset.Type;
        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await response.Body.WriteAsync(content, http.RequestAborted);
    }

    private static bool IsView(string path) =>
        path.Length == 0 || path.StartsWith("services/", StringComparison.Ordinal) || path.StartsWith("snapshots/", StringComparison.Ordinal);

    private static RefusalException NotFound() => new(StatusCodes.Status404NotFound, "there is nothing at this address");
}
