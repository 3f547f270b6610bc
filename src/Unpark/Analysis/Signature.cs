using System.Security.Cryptography;
using System.Text;
using Unpark.Knowledge;

namespace Unpark.Analysis;

/// <summary>What stays the same of a waiting place when lines move, closures are renumbered or the program is built by another Go version.</summary>
/// <param name="Function">Package and innermost named function of the site, closures left out.</param>
/// <param name="File">Base name: the folder depends on the machine and on -trimpath.</param>
internal readonly record struct Signature(string Function, string File, WaitKind Kind)
{
    /// <summary>16 hexadecimal digits.</summary>
    public string Fingerprint => Hash($"{Function}\n{File}\n{Kind}");

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 8);
}

/// <summary>A waiting place in one build: a signature and its line.</summary>
internal readonly record struct SiteKey(Signature Signature, int Line)
{
    /// <summary>For evidence that knows no states: equal for all kinds of wait on the line.</summary>
    public SiteKey WithoutKind => this with { Signature = Signature with { Kind = WaitKind.Unknown } };
}
