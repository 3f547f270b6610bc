using Unpark.GoSyntax;
using Unpark.GoSyntax.Tokens;

namespace Unpark.Source;

/// <summary>Parses many files at once, large ones side by side; the trees are the same in whichever order that happens.</summary>
internal static class FileParsing
{
    /// <summary>Fewer bytes are parsed before a second thread has begun.</summary>
    private const int WorthSharing = 256 << 10;

    /// <param name="names">For one thread: side by side each has its own.</param>
    public static SourceFile[] Parse(IReadOnlyList<(string Path, ReadOnlyMemory<byte> Bytes)> sources, NameTable names)
    {
        var files = new SourceFile[sources.Count];
        if (sources.Sum(source => source.Bytes.Length) < WorthSharing)
        {
            for (var i = 0; i < files.Length; i++) files[i] = Parse(sources[i], names);
            return files;
        }
        Parallel.For(0, files.Length, static () => new NameTable(), (i, _, own) =>
        {
            files[i] = Parse(sources[i], own);
            return own;
        }, static _ => { });
        return files;
    }

    private static SourceFile Parse((string Path, ReadOnlyMemory<byte> Bytes) source, NameTable names) =>
        new(source.Path, GoParser.Parse(source.Bytes, names));
}
