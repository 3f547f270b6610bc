using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Unpark.Readers.Pprof;

/// <summary>Walks the fields of one protobuf message. A view: nothing is copied, nothing is thrown.</summary>
/// <remarks>Wire format: protobuf.dev/programming-guides/encoding. Groups (wire types 3 and 4) are not used by profiles and end the walk.</remarks>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _at;

    /// <summary>Where the next unread byte is.</summary>
    public readonly int Position => _at;

    public readonly bool AtEnd => _at >= _message.Length;

    /// <summary>Field number and wire type, or false at the end and where no tag can be read.</summary>
    public bool TryReadTag(out int field, out WireType type)
    {
        if (!TryReadVarint(out var tag) || tag >> 3 is 0 or > int.MaxValue)
        {
            (field, type) = (0, default);
            return false;
        }
        (field, type) = ((int)(tag >> 3), (WireType)(tag & 7));
        return true;
    }

    /// <summary>The first byte of a tag; false at the end. For fields below 16 it is the whole tag.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadByte(out int first)
    {
        if ((uint)_at >= (uint)_message.Length)
        {
            first = 0;
            return false;
        }
        first = _message[_at++];
        return true;
    }

    /// <summary>Skips a field whose tag began with a byte already read.</summary>
    public bool TrySkipField()
    {
        _at--;
        return TryReadTag(out _, out var type) && TrySkip(type);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadVarint(out ulong value)
    {
        var at = _at;
        if ((uint)at < (uint)_message.Length && _message[at] < 0x80)
        {
            value = _message[at];
            _at = at + 1;
            return true;
        }
        return TryReadLongVarint(out value);
    }

    /// <summary>The bytes of a string, message or packed list; false when they reach beyond the message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadBytes(out ReadOnlySpan<byte> bytes)
    {
        var start = _at;
        if (TryReadVarint(out var length) && length <= (ulong)(_message.Length - _at))
        {
            bytes = _message.Slice(_at, (int)length);
            _at += (int)length;
            return true;
        }
        bytes = default;
        _at = start;
        return false;
    }

    /// <summary>For a look at either kind; the bytes of a varint are empty.</summary>
    public bool TryReadBytesOrVarint(WireType type, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return type == WireType.Varint ? TryReadVarint(out _) : TryReadBytes(out bytes);
    }

    /// <summary>The next field that is a number; fields of other types on the way are skipped.</summary>
    public bool TryReadNumber(out int field, out ulong number)
    {
        while (TryReadTag(out field, out var type))
        {
            if (type == WireType.Varint) return TryReadVarint(out number);
            if (!TrySkip(type)) break;
        }
        number = 0;
        return false;
    }

    /// <summary>A number as an index; one that no table can hold becomes -1.</summary>
    public static int Index(ulong number) => number <= int.MaxValue ? (int)number : -1;

    public bool TrySkip(WireType type) => type switch
    {
        WireType.Varint => TryReadVarint(out _),
        WireType.Fixed64 => TryAdvance(8),
        WireType.Bytes => TryReadBytes(out _),
        WireType.Fixed32 => TryAdvance(4),
        _ => false,
    };

    private bool TryAdvance(int count)
    {
        if (_message.Length - _at < count) return false;
        _at += count;
        return true;
    }

    // At most 10 bytes; bits beyond 64 are dropped, as Go does.
    private bool TryReadLongVarint(out ulong value)
    {
        value = 0;
        var at = _at;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (at >= _message.Length) return false;
            var b = _message[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b >= 0x80) continue;
            _at = at;
            return true;
        }
        return false;
    }
}

[SuppressMessage("Design", "CA1028", Justification = "The value is the number on the wire.")]
internal enum WireType : byte
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
