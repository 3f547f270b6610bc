namespace Unpark.Readers.Pprof;

/// <summary>Tells a protobuf profile from everything else by its first bytes: a profile has no magic number.</summary>
internal static class ProfileShape
{
    private const int Enough = 4;
    private const int MaxLength = 1 << 30;

    /// <summary>
    /// The head begins with fields of profile.proto, each in the wire type it has there. One is enough if nothing else follows or
    /// the head ends inside the next; after <see cref="Enough"/> of them damage is the reader's to tell.
    /// </summary>
    public static bool Fits(ReadOnlySpan<byte> head)
    {
        var reader = new ProtoReader(head);
        var whole = 0;
        while (!reader.AtEnd && whole < Enough)
        {
            if (!reader.TryReadTag(out var field, out var type)) return whole > 0 && head.Length - reader.Position < 2;
            if (!Known(field, type)) return false;
            if (!reader.TryReadBytesOrVarint(type, out var message)) return whole > 0 && IsCut(reader);
            if (!Inner(message, field)) return false;
            whole++;
        }
        return whole > 0;
    }

    private static bool Known(int field, WireType type) => field switch
    {
        >= ProfileFields.SampleType and <= ProfileFields.StringTable or ProfileFields.PeriodType => type == WireType.Bytes,
        ProfileFields.Comment => type is WireType.Bytes or WireType.Varint,
        <= ProfileFields.DocUrl => type == WireType.Varint,
        _ => false,
    };

    private static bool Inner(ReadOnlySpan<byte> message, int field)
    {
        var last = field switch
        {
            ProfileFields.SampleType or ProfileFields.PeriodType => ProfileFields.ValueTypeUnit,
            ProfileFields.Sample => ProfileFields.SampleLabel,
            ProfileFields.Mapping => ProfileFields.MappingLast,
            ProfileFields.Location or ProfileFields.Function => ProfileFields.FunctionStartLine,
            _ => 0,
        };
        if (last == 0) return true;
        var reader = new ProtoReader(message);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadTag(out var inner, out var type) || inner > last) return false;
            if (type is not (WireType.Varint or WireType.Bytes) || !reader.TrySkip(type)) return false;
        }
        return true;
    }

    // The head ends inside a field whose length is believable.
    private static bool IsCut(ProtoReader reader) => !reader.TryReadVarint(out var length) || length < MaxLength;
}
