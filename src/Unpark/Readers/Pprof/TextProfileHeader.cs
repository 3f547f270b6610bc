using System.Buffers.Text;

namespace Unpark.Readers.Pprof;

/// <summary>The first line of a profile in text form (<c>debug=1</c>).</summary>
/// <remarks>
/// "goroutine profile: total 78", "NAME profile: total 3", "heap profile: 1: 480 [2: 608] @ heap/1048576", "--- contention:", "--- mutex:".
/// Source: <c>printCountProfile</c>, <c>writeHeapInternal</c>, <c>writeProfileInternal</c> of runtime/pprof.
/// </remarks>
internal static class TextProfileHeader
{
    /// <summary>Where the first such line begins; -1 when there is none.</summary>
    public static int IndexOf(ReadOnlySpan<byte> text)
    {
        var first = IndexOf(text, " profile: "u8);
        foreach (var header in (ReadOnlySpan<byte[]>)[[.. "--- contention:"u8], [.. "--- mutex:"u8]])
        {
            var at = IndexOf(text, header);
            if (at >= 0 && (first < 0 || at < first)) first = at;
        }
        return first;
    }

    public static bool Is(ReadOnlySpan<byte> line)
    {
        if (line.TrimEnd((byte)'\r') is var trimmed && (trimmed.SequenceEqual("--- contention:"u8) || trimmed.SequenceEqual("--- mutex:"u8))) return true;
        var words = line.IndexOf(" profile: "u8);
        if (words <= 0) return false;
        var rest = line[(words + " profile: "u8.Length)..];
        return rest.StartsWith("total "u8)
            ? Utf8Parser.TryParse(rest["total "u8.Length..], out long _, out _)
            : rest.IndexOf("] @ heap"u8) >= 0;
    }

    private static int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark)
    {
        for (var from = 0; text[from..].IndexOf(mark) is >= 0 and var at; from += at + 1)
        {
            var start = text[..(from + at)].LastIndexOf((byte)'\n') + 1;
            var length = text[start..].IndexOf((byte)'\n');
            if (Is(length < 0 ? text[start..] : text.Slice(start, length))) return start;
        }
        return -1;
    }
}
