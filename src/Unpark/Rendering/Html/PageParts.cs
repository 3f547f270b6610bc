using System.Security.Cryptography;
using System.Text;
using Unpark.Rendering.Graphs;

namespace Unpark.Rendering.Html;

/// <summary>The style sheets and scripts of the page, out of the assembly: <c>Assets/</c>.</summary>
internal static class PageParts
{
    public static Markup Styles { get; } = new(SvgPicture.Style + Join("tokens.css", "page.css", "report.css", "flame.css").Html);

    /// <summary>Runs before anything is shown, so that a chosen theme never flashes up as the other one.</summary>
    public static Markup EarlyScript { get; } = Join("theme.js");

    public static Markup Scripts { get; } = Join("table.js", "flame.js", "theme-button.js", "report.js");

    /// <summary>The page may run these scripts and use these styles, and nothing else: it asks no network, whatever stands in the evidence.</summary>
    public static Markup Policy { get; } = new(
        $"default-src 'none'; style-src {SourceOf(Styles)}; script-src {SourceOf(EarlyScript)} {SourceOf(Scripts)}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'");

    private static Markup Join(params string[] names) => new(string.Concat(names.Select(Read)));

    private static string Read(string name)
    {
        using var stream = typeof(PageParts).Assembly.GetManifestResourceStream($"html/{name}") ?? throw new InvalidOperationException($"the assembly lacks html/{name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string SourceOf(Markup part) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part.Html!)))}'";
}
