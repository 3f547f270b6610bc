using System.Globalization;
using System.Text;
using Unpark.Knowledge.Waits;

namespace Unpark.Analysis.Sites;

/// <summary>What stays the same of a waiting place when lines move, closures are renumbered or the program is built by another Go version.</summary>
/// <param name="Function">Package and innermost named function of the site, closures left out.</param>
/// <param name="File">Base name: the folder depends on the machine and on -trimpath.</param>
internal sealed record Signature(string Function, string File, WaitKind Kind)
{
    /// <summary>See <see cref="Hash"/>.</summary>
    public string Fingerprint => Hash($"{Function}\n{File}\n{Kind}");

    /// <summary>16 hexadecimal digits: FNV-1a over the UTF-8 of the text. It tells places apart and keeps no secret; a cryptographic hash would load a library of 5 MB at each start.</summary>
    public static string Hash(string text)
    {
        var hash = 0xcbf29ce484222325;
        if (!Ascii.IsValid(text)) text = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        foreach (var value in text) hash = unchecked((hash ^ value) * 0x100000001b3);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}

/// <summary>A waiting place in one build: a signature and its line.</summary>
internal sealed record SiteKey(Signature Signature, int Line)
{
    /// <summary>For evidence that knows no states: equal for all kinds of wait on the line.</summary>
    public SiteKey WithoutKind => this with { Signature = Signature with { Kind = WaitKind.Unknown } };
}
