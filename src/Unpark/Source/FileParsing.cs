using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.Source;

/// <summary>Parses many files at once, large ones side by side; the trees are the same in whichever order that happens.</summary>
internal static class FileParsing
{
    /// <summary>Fewer bytes are parsed before a second thread has begun.</summary>
    private const int WorthSharing = 256 << 10;

    /// <summary>Threads beside the caller's; more than there are processors do no harm.</summary>
    private const int Helpers = 3;

    /// <param name="names">For one thread: side by side each has its own.</param>
    /// <param name="firstNumber">Of the first file; the next ones have the next numbers.</param>
    public static SourceFile[] Parse(IReadOnlyList<(string Path, ReadOnlyMemory<byte> Bytes)> sources, NameTable names, int firstNumber = 1)
    {
        var (files, taken) = (new SourceFile[sources.Count], -1);
        if (sources.Sum(source => source.Bytes.Length) < WorthSharing)
        {
            ParseRest(names);
            return files;
        }
        var helpers = new Task[Helpers];
        for (var i = 0; i < helpers.Length; i++) helpers[i] = Task.Run(() => ParseRest(new()));
        ParseRest(names);
        Task.WaitAll(helpers);
        return files;

        void ParseRest(NameTable own)
        {
            for (int i; (i = Interlocked.Increment(ref taken)) < files.Length;) files[i] = new(sources[i].Path, GoParser.Parse(sources[i].Bytes, own, fileNumber: NumberOf(i)));
        }

        int NumberOf(int index) => firstNumber + index <= Ident.MostFiles ? firstNumber + index : 0;
    }
}
