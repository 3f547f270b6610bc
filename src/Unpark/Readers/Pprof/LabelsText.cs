using System.Buffers.Text;
using System.Text;

namespace Unpark.Readers.Pprof;

/// <summary>The labels of a text profile: <c># labels: {"route":"/v1/orders", "tenant":"acme"}</c>, keys and values quoted as by %q.</summary>
/// <remarks>Source: <c>labelMap.String</c> of runtime/pprof, <c>strconv.Quote</c>.</remarks>
internal ref struct LabelsText(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line.StartsWith(Start) ? line[Start.Length..] : default;

    public static ReadOnlySpan<byte> Start => "# labels: {"u8;

    public bool TryRead(out string key, out string value)
    {
        value = "";
        _rest = _rest.TrimStart(", "u8);
        return TryReadQuoted(out key) && TryTake((byte)':') && TryReadQuoted(out value);
    }

    private bool TryTake(byte expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected) return false;
        _rest = _rest[1..];
        return true;
    }

    private bool TryReadQuoted(out string text)
    {
        text = "";
        if (!TryTake((byte)'"')) return false;
        var bytes = new List<byte>();
        while (!_rest.IsEmpty && _rest[0] != '"')
        {
            if (_rest[0] == '\\' && _rest.Length > 1) ReadEscape(bytes);
            else
            {
                bytes.Add(_rest[0]);
                _rest = _rest[1..];
            }
        }
        text = Encoding.UTF8.GetString([.. bytes]);
        return TryTake((byte)'"');
    }

    private void ReadEscape(List<byte> bytes)
    {
        var (digits, letter) = (_rest[1] switch { (byte)'x' => 2, (byte)'u' => 4, (byte)'U' => 8, _ => 0 }, _rest[1]);
        _rest = _rest[2..];
        if (digits == 0) bytes.Add(Simple(letter));
        else if (_rest.Length >= digits && Utf8Parser.TryParse(_rest[..digits], out uint code, out var used, 'x') && used == digits)
        {
            if (digits == 2) bytes.Add((byte)code);
            else bytes.AddRange(Encoding.UTF8.GetBytes((Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar).ToString()));
            _rest = _rest[digits..];
        }
    }

    private static byte Simple(byte letter) => letter switch
    {
        (byte)'a' => 7,
        (byte)'b' => 8,
        (byte)'f' => 12,
        (byte)'n' => 10,
        (byte)'r' => 13,
        (byte)'t' => 9,
        (byte)'v' => 11,
        _ => letter,
    };
}
