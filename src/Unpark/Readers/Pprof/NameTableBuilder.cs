using System.Buffers;
using System.Text;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>Collects the strings of labels; keys come again and again, values seldom.</summary>
internal sealed class NameTableBuilder(int maxLength)
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly Column<Extent> _extents = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public int Key(string text)
    {
        if (!_known.TryGetValue(text, out var index)) _known.Add(text, index = Add(text));
        return index;
    }

    public int Add(string text)
    {
        var start = _bytes.WrittenCount;
        _extents.Add(new(start, (int)Encoding.UTF8.GetBytes(text, _bytes)));
        return _extents.Count - 1;
    }

    public NameTable ToTable() => new(_bytes.WrittenSpan.ToArray(), _extents.ToArray(), maxLength);
}
