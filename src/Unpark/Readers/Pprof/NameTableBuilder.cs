using System.Buffers;
using System.Text;
using Unpark.Model;

namespace Unpark.Readers.Pprof;

/// <summary>Collects the strings of labels; keys come again and again, values seldom.</summary>
internal sealed class NameTableBuilder(int maxLength)
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<int> _starts = [];
    private readonly List<int> _lengths = [];
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public int Key(string text)
    {
        if (!_known.TryGetValue(text, out var index)) _known.Add(text, index = Add(text));
        return index;
    }

    public int Add(string text)
    {
        _starts.Add(_bytes.WrittenCount);
        _lengths.Add((int)Encoding.UTF8.GetBytes(text, _bytes));
        return _starts.Count - 1;
    }

    public NameTable ToTable() => new(_bytes.WrittenSpan.ToArray(), [.. _starts], [.. _lengths], maxLength);
}
