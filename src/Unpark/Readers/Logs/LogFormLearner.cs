namespace Unpark.Readers.Logs;

/// <summary>Finds out how a log wraps a program's text, from a line that holds a goroutine header and the lines below it.</summary>
internal static class LogFormLearner
{
    /// <summary>JSON of a container's log around the JSON of the program's own around a dump are two; more was not seen.</summary>
    private const int MaxLayers = 4;

    /// <param name="line">Holds a header.</param>
    /// <param name="following">A few lines below it.</param>
    /// <param name="isMessage">Only this line is prefixed: the dump was logged as one message, and its other lines stand as they are.</param>
    /// <returns>Null when the lines below do not look like a stack in any form.</returns>
    public static LogForm? Learn(ReadOnlySpan<byte> line, IReadOnlyList<byte[]> following, out bool isMessage)
    {
        var layers = new List<LogLayer>();
        var text = line.ToArray();
        isMessage = false;
        while (layers.Count < MaxLayers)
        {
            var header = WrappedHeader.IndexIn(text);
            if (header <= 0 || text[header - 1] == '\n') break;
            if (text.AsSpan(0, header).Contains((byte)'\n')) break;
            var quote = QuotedText.OpeningBefore(text, header);
            if (quote < 0)
            {
                var prefix = LearnPrefix(text.AsSpan(0, header), following);
                isMessage = prefix.IsEmpty && following.Count > 0 && IsStack(following[0]);
                if (!prefix.IsEmpty) layers.Add(new PrefixLayer(new(prefix)));
                else if (!isMessage && layers.Count == 0) return null;
                break;
            }
            (text, following) = AddQuoted(text, quote, following, layers);
        }
        return layers.Count == 0 ? null : new(layers);
    }

    private static (byte[] Text, IReadOnlyList<byte[]> Following) AddQuoted(byte[] text, int quote, IReadOnlyList<byte[]> following, List<LogLayer> layers)
    {
        var brace = text.AsSpan(0, quote).IndexOf((byte)'{');
        if (brace > 0) layers.Add(new PrefixLayer(new(text.AsSpan(0, brace))));
        var inside = new ByteBuffer();
        QuotedText.Unescape(text.AsSpan(quote + 1), inside);
        var layer = new QuotedLayer(QuotedText.KeyOf(text, quote), keepsLineFeeds: inside.Span.EndsWith("\n"u8));
        layers.Add(layer);
        return (inside.Span.ToArray(), [.. following.Select(line => Inside(layer, line))]);
    }

    private static byte[] Inside(QuotedLayer layer, byte[] line)
    {
        var output = new ByteBuffer();
        return layer.TryTakeOff(line, output, out _) ? output.Span.TrimEnd((byte)'\n').ToArray() : line;
    }

    // What the line of the header and a line of its stack have in common before their text: all of the prefix, or a part
    // that ends in a blank, where what follows was written by the program into the same line as the header.
    private static ReadOnlySpan<byte> LearnPrefix(ReadOnlySpan<byte> prefix, IReadOnlyList<byte[]> following)
    {
        foreach (var line in following)
        {
            var common = LogPrefix.Common(prefix, line, out var length);
            if (common < prefix.Length)
            {
                common = prefix[..common].LastIndexOfAny((byte)' ', (byte)'\t') + 1;
                LogPrefix.Common(prefix[..common], line, out length);
            }
            if (common > 0 && IsStack(line.AsSpan(length))) return prefix[..common];
        }
        return default;
    }

    private static bool IsStack(ReadOnlySpan<byte> line) => line switch
    {
        [(byte)'\t', ..] => true,
        [.., (byte)')'] => line.LastIndexOf((byte)'(') is > 0 and var open && line[..open].IndexOfAny((byte)' ', (byte)'\t') < 0,
        _ => line.StartsWith("#011"u8) || line.StartsWith("created by "u8),
    };
}
