using System.Diagnostics.CodeAnalysis;

namespace Unpark.Source;

/// <summary>Where a folder of the machine that built the program lies on this one.</summary>
/// <param name="From">As frames print it, no slash at its end: "/src/app", "example.com/app".</param>
/// <param name="To">Absolute, no slash at its end.</param>
public sealed record PathMap(string From, string To)
{
    /// <param name="text">"FROM=TO"</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PathMap? map)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        map = equals > 0 && equals < text.Length - 1 ? new(Trimmed(text[..equals]), Trimmed(text[(equals + 1)..])) : null;
        return map is not null;
    }

    /// <returns>The file on this machine; null for one that lies elsewhere.</returns>
    public string? Apply(string file) => SourcePath.Below(From, file) is { } rest ? SourcePath.Joined(To, rest) : null;

    private static string Trimmed(string folder) => folder.Replace('\\', '/').TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";
}
