namespace Unpark.Readers.Logs;

/// <summary>The last few lines of a text.</summary>
internal sealed class RecentLines
{
    public const int Capacity = 16 << 10;

    private readonly byte[] _text = new byte[Capacity];
    private readonly List<Line> _lines = [];
    private int _length;

    /// <param name="text">One or more lines, the last with or without its line feed.</param>
    public void Add(ReadOnlySpan<byte> text, long number)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            AddLine(end < 0 ? text : text[..end], number++);
            text = end < 0 ? default : text[(end + 1)..];
        }
    }

    public IEnumerable<(byte[] Text, long Number)> Lines()
    {
        var start = 0;
        foreach (var line in _lines)
        {
            yield return (_text[start..line.End], line.Number);
            start = line.End;
        }
    }

    private void AddLine(ReadOnlySpan<byte> line, long number)
    {
        if (line.Length > Capacity / 4) line = line[..(Capacity / 4)];
        if (_length + line.Length > Capacity) DropFirstHalf();
        line.CopyTo(_text.AsSpan(_length));
        _length += line.Length;
        _lines.Add(new() { End = _length, Number = number });
    }

    private void DropFirstHalf()
    {
        var count = _lines.FindIndex(line => line.End >= Capacity / 2) + 1;
        var dropped = _lines[count - 1].End;
        _lines.RemoveRange(0, count);
        foreach (var line in _lines) line.End -= dropped;
        _text.AsSpan(dropped, _length - dropped).CopyTo(_text);
        _length -= dropped;
    }

    private sealed class Line
    {
        public int End;
        public long Number;
    }
}
