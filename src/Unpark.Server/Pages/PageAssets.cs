using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Unpark.Server.Pages;

/// <summary>The files of the page, as they are embedded in this assembly.</summary>
internal static class PageAssets
{
    private const string Prefix = "ui/";

    private static readonly FrozenDictionary<string, Lazy<PageAsset>> All = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), name => new Lazy<PageAsset>(() => Load(name)), StringComparer.Ordinal);

    /// <summary>"assets/page.js"; null when there is none.</summary>
    public static PageAsset? Find(string path) => All.GetValueOrDefault(path)?.Value;

    private static PageAsset Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new(content, Brotli(content), $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"", TypeOf(Path.GetExtension(name)));
    }

    private static byte[]? Brotli(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(content);
        return packed.Length < content.Length ? packed.ToArray() : null;
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        ".json" or ".webmanifest" or ".map" => "application/json",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}

/// <param name="Brotli">Null where it would not be smaller.</param>
/// <param name="Tag">With its quotes.</param>
internal sealed record PageAsset(byte[] Content, byte[]? Brotli, string Tag, string Type);
