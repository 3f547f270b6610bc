using System.Text;

namespace Unpark.GoSyntax.Positions;

/// <summary>The bytes of a source file, and where its lines begin: found out when somebody asks.</summary>
public sealed class SourceText(ReadOnlyMemory<byte> bytes)
{
    private int[]? _lineStarts;

    /// <summary>UTF-8, as in the file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Bytes.Span);

    /// <summary>Physical lines: <c>//line</c> directives do not move them.</summary>
    /// <param name="pos">A place in this file.</param>
    public Position PositionOf(Pos pos)
    {
        var line = LineOf(pos);
        return new(line, pos.Offset - LineStarts[line - 1] + 1, pos.Offset);
    }

    /// <returns>From 1.</returns>
    public int LineOf(Pos pos)
    {
        var found = Array.BinarySearch(LineStarts, pos.Offset);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <param name="line">From 1 to <see cref="LineCount"/>.</param>
    /// <returns>Without the end of the line.</returns>
    public string Line(int line)
    {
        var end = line < LineCount ? LineStarts[line] : Bytes.Length;
        return Encoding.UTF8.GetString(Bytes.Span[LineStarts[line - 1]..end].TrimEnd("\r\n"u8));
    }

    /// <summary>What stands from one place up to another.</summary>
    public string TextOf(Pos from, Pos to) => Encoding.UTF8.GetString(Bytes.Span[from.Offset..to.Offset]);

    private static int[] FindLineStarts(ReadOnlySpan<byte> bytes)
    {
        var starts = new int[bytes.Count((byte)'\n') + 1];
        var at = 0;
        for (var line = 1; line < starts.Length; line++)
        {
            at += bytes[at..].IndexOf((byte)'\n') + 1;
            starts[line] = at;
        }
        return starts;
    }
}
