using System.Buffers.Text;
using Unpark.Readers.Logs;

namespace Unpark.Readers.Tracebacks.Grammar;

/// <summary>
/// The first line of a goroutine, as a view into its bytes:
/// <c>goroutine 17 gp=0xc000 m=0 mp=0x58 [chan receive (leaked), 3 minutes, locked to thread, synctest bubble 1] {tenant: acme}:</c>
/// </summary>
/// <remarks>Source: <c>goroutineheader</c>, runtime/traceback.go, Go 1.19 to 1.27.</remarks>
internal ref struct HeaderLine
{
    public static ReadOnlySpan<byte> Opening => WrappedHeader.Opening;

    public long Id;

    /// <summary>"chan receive (leaked)": everything up to the first comma.</summary>
    public ReadOnlySpan<byte> Status;
    public int Minutes;
    public bool LockedToThread;

    /// <summary>-1 outside of one.</summary>
    public long SynctestBubble;

    /// <summary>Inside of the braces; empty without labels.</summary>
    public ReadOnlySpan<byte> Labels;

    /// <summary>Executing while the dump was written: the goroutine that asked for it or died.</summary>
    public readonly bool IsRunning => Status.StartsWith("running"u8);

    private ReadOnlySpan<byte> _rest;

    /// <param name="line">Without its line feed.</param>
    public static bool TryParse(ReadOnlySpan<byte> line, out HeaderLine header)
    {
        header = new() { SynctestBubble = -1, _rest = line };
        return line.StartsWith(Opening) && header.TryTakeId() && header.TryTakeStatus() && header.TryTakeLabels();
    }

    // "17 [", or at level system since Go 1.22 "17 gp=0xc000006e00 m=0 mp=0x580240 [".
    private bool TryTakeId()
    {
        _rest = _rest[Opening.Length..];
        if (!Utf8Parser.TryParse(_rest, out Id, out var digits) || !char.IsAsciiDigit((char)_rest[0])) return false;
        _rest = _rest[digits..];
        if (_rest.StartsWith(" gp="u8) && _rest.IndexOf(" ["u8) is > 0 and var bracket) _rest = _rest[bracket..];
        if (!_rest.StartsWith(" ["u8)) return false;
        _rest = _rest[2..];
        return true;
    }

    private bool TryTakeStatus()
    {
        var end = _rest.IndexOfAny((byte)',', (byte)']', (byte)'{');
        if (end <= 0) return false;
        Status = _rest[..end];
        while (true)
        {
            switch (_rest[end])
            {
                case (byte)']':
                    _rest = _rest[(end + 1)..];
                    return true;
                case (byte)'{':
                    return TryTakeInnerLabels(end);
            }
            _rest = _rest[(end + 1)..];
            end = _rest.IndexOfAny((byte)',', (byte)']', (byte)'{');
            if (end < 0) return false;
            TakeDetail(_rest[..end]);
        }
    }

    // Go 1.26 writes " labels:{...}" inside the brackets, behind whatever stands there.
    private bool TryTakeInnerLabels(int brace)
    {
        var end = LabelText.EndOf(_rest[brace..]);
        if (end < 0 || !_rest[(brace + end + 1)..].StartsWith("]"u8)) return false;
        Labels = _rest[(brace + 1)..(brace + end)];
        if (Status.EndsWith(" labels:"u8)) Status = Status[..^" labels:".Length];
        _rest = _rest[(brace + end + 2)..];
        return true;
    }

    // " 3 minutes", " locked to thread", " synctest bubble 4"; what later versions add is passed over.
    private void TakeDetail(ReadOnlySpan<byte> detail)
    {
        if (detail.EndsWith(" labels:"u8)) detail = detail[..^" labels:".Length];
        if (detail.Length > 1 && char.IsAsciiDigit((char)detail[1])) Minutes = Number(detail[1..]) is var minutes && minutes > int.MaxValue ? int.MaxValue : (int)minutes;
        else if (detail.SequenceEqual(" locked to thread"u8)) LockedToThread = true;
        else if (detail.StartsWith(" synctest "u8)) SynctestBubble = Number(detail[(detail.LastIndexOf((byte)' ') + 1)..]);
    }

    // A number that does not fit is the largest.
    private static long Number(ReadOnlySpan<byte> text)
    {
        long value = 0;
        foreach (var b in text)
        {
            if (!char.IsAsciiDigit((char)b)) break;
            if (value > long.MaxValue / 10 - 1) return long.MaxValue;
            value = value * 10 + (b - '0');
        }
        return value;
    }

    // ":" or " {tenant: acme}:" to the end of the line.
    private bool TryTakeLabels()
    {
        if (_rest is [(byte)':']) return true;
        if (!_rest.StartsWith(" {"u8) || !_rest.EndsWith("}:"u8) || _rest.Length < 4) return false;
        Labels = _rest[2..^2];
        return true;
    }
}
