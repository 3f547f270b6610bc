namespace Unpark.Readers.Races;

/// <summary>What a log or a container puts before each line: "2026-11-21T04:47:16.26Z stderr F ", "web-1  | ".</summary>
/// <remarks>
/// Its words change from line to line, and with them its length (Go leaves out trailing zeros of a time); how many
/// words there are, and what stands behind the last, do not.
/// </remarks>
internal readonly struct LinePrefix
{
    private readonly int _words;
    private readonly int _spacesBehind;

    public LinePrefix(ReadOnlySpan<byte> prefix)
    {
        var words = prefix.TrimEnd((byte)' ');
        _spacesBehind = prefix.Length - words.Length;
        while (TrySkipWord(ref words)) _words++;
    }

    /// <summary>False for a line without such a prefix, and always where the prefix has no space behind it to tell it from the text.</summary>
    public bool TryStrip(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> rest)
    {
        rest = line;
        if (_words + _spacesBehind == 0) return true;
        for (var i = 0; i < _words; i++)
            if (!TrySkipWord(ref rest)) return false;

        // A line that is otherwise empty often loses the space behind its prefix.
        var spaces = Math.Min(_spacesBehind, rest.Length);
        if (rest[..spaces].ContainsAnyExcept((byte)' ')) return false;
        rest = rest[spaces..];
        return true;
    }

    private static bool TrySkipWord(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        if (text.IsEmpty) return false;
        var end = text.IndexOf((byte)' ');
        text = end < 0 ? [] : text[end..];
        return true;
    }
}
