namespace Unpark.Readers.Logs;

/// <summary>What a log writes before every line of one stream: the times in it change, everything else stays.</summary>
/// <remarks>"2026-11-21T04:47:18.483Z stderr F ", "Nov 21 04:47:18 host app[123]: ", "svc-1  | ", "[pod/web-0/app] ".</remarks>
internal sealed class LogPrefix(ReadOnlySpan<byte> example)
{
    private readonly byte[] _example = example.ToArray();

    /// <summary>Kubernetes' container runtimes: "F" ends a line, "P" is a piece of one.</summary>
    private readonly bool _isCri = example.EndsWith(" stderr F "u8) || example.EndsWith(" stdout F "u8);

    public ReadOnlySpan<byte> Example => _example;

    /// <param name="length">Of the prefix in this line.</param>
    /// <param name="isPiece">The line goes on in the next one of the stream.</param>
    public bool Matches(ReadOnlySpan<byte> line, out int length, out bool isPiece)
    {
        isPiece = false;
        var matched = Common(_example, line, out length);
        if (matched == _example.Length) return true;
        if (_isCri && matched == _example.Length - 2 && line[length..].StartsWith("P "u8))
        {
            isPiece = true;
            length += 2;
            return true;
        }

        // Behind an empty line some logs leave out the blanks at the end of the prefix.
        return length == line.Length && length > 0 && _example.AsSpan(matched).TrimStart((byte)' ').IsEmpty;
    }

    /// <summary>How far two lines begin alike, times counted as equal.</summary>
    /// <returns>Bytes of the first.</returns>
    public static int Common(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, out int ofSecond)
    {
        int i = 0, j = 0;
        while (i < first.Length && j < second.Length)
        {
            var time = LogTime.LengthAt(first, i);
            if (time > 0 && LogTime.LengthAt(second, j) is > 0 and var other) (i, j) = (i + time, j + other);
            else if (first[i] == second[j]) (i, j) = (i + 1, j + 1);
            else break;
        }
        ofSecond = j;
        return i;
    }
}
