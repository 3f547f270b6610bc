using System.Text;

namespace Unpark.Readers.Traces;

/// <summary>The reasons of a trace as small numbers. Go knows some twenty.</summary>
internal sealed class TraceReasonTable
{
    /// <summary>Stands for no reason, and for all reasons of a hostile trace beyond <see cref="Max"/>.</summary>
    public const short None = 0;

    public const int Max = 256;

    private readonly Utf8Table<short> _ids = new();
    private readonly List<string> _texts = [];

    public TraceReasonTable() => Add("");

    public int Count => _texts.Count;

    public string this[int reason] => _texts[reason];

    public short Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    public short Add(ReadOnlySpan<byte> text)
    {
        if (_ids.TryGet(text, out var id)) return id;
        if (_texts.Count == Max) return None;
        _ids.Add(text, id = (short)_texts.Count);
        _texts.Add(Encoding.UTF8.GetString(text));
        return id;
    }
}
