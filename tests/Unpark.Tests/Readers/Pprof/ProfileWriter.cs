using Google.Protobuf;

namespace Unpark.Tests.Readers.Pprof;

/// <summary>Writes messages of profile.proto field by field, also such as no honest writer writes.</summary>
internal sealed class ProfileWriter
{
    private readonly MemoryStream _bytes = new();

    public byte[] ToArray() => _bytes.ToArray();

    public ProfileWriter Number(int field, ulong value) => Write(output =>
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteUInt64(value);
    });

    public ProfileWriter Bytes(int field, byte[] value) => Write(output =>
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(value));
    });

    public ProfileWriter Text(string value) => Bytes(6, System.Text.Encoding.UTF8.GetBytes(value));

    public ProfileWriter Message(int field, Action<ProfileWriter> write)
    {
        var inner = new ProfileWriter();
        write(inner);
        return Bytes(field, inner.ToArray());
    }

    public ProfileWriter Packed(int field, params ulong[] values) => Bytes(field, [.. values.SelectMany(Varint)]);

    public ProfileWriter Raw(params byte[] bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>goroutine/count, two functions at locations 1 and 2: what most tests begin with.</summary>
    public static ProfileWriter OfGoroutines() => new ProfileWriter()
        .Message(1, type => type.Number(1, 1).Number(2, 2))
        .Text("").Text("goroutine").Text("count").Text("main.leaf").Text("main.root").Text("/a.go")
        .Message(5, function => function.Number(1, 1).Number(2, 3).Number(4, 5))
        .Message(5, function => function.Number(1, 2).Number(2, 4).Number(4, 5))
        .Message(4, location => location.Number(1, 1).Number(3, 0x10).Message(4, line => line.Number(1, 1).Number(2, 7)))
        .Message(4, location => location.Number(1, 2).Number(3, 0x20).Message(4, line => line.Number(1, 2).Number(2, 9)));

    private ProfileWriter Write(Action<CodedOutputStream> write)
    {
        var output = new CodedOutputStream(_bytes, leaveOpen: true);
        write(output);
        output.Flush();
        return this;
    }

    private static byte[] Varint(ulong value)
    {
        var writer = new MemoryStream();
        var output = new CodedOutputStream(writer, leaveOpen: true);
        output.WriteUInt64(value);
        output.Flush();
        return writer.ToArray();
    }
}
