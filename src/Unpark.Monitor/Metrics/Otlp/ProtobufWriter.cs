using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Unpark.Monitor.Store.Counts;

namespace Unpark.Monitor.Metrics.Otlp;

/// <summary>Writes one message of protobuf, field by field; a message inside is written by itself first.</summary>
internal sealed class ProtobufWriter
{
    private const int VarInt = 0, Eight = 1, Bytes = 2;

    private readonly ArrayBufferWriter<byte> _output = new();

    public ReadOnlySpan<byte> Written => _output.WrittenSpan;

    public void Number(int field, ulong value)
    {
        Tag(field, VarInt);
        VarInts.Write(_output, value);
    }

    public void Fixed(int field, ulong value)
    {
        Tag(field, Eight);
        BinaryPrimitives.WriteUInt64LittleEndian(_output.GetSpan(8), value);
        _output.Advance(8);
    }

    public void Double(int field, double value) => Fixed(field, BitConverter.DoubleToUInt64Bits(value));

    public void Text(int field, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Tag(field, Bytes);
        VarInts.Write(_output, (ulong)length);
        _output.Advance(Encoding.UTF8.GetBytes(value, _output.GetSpan(length)));
    }

    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inside = new ProtobufWriter();
        write(inside);
        Tag(field, Bytes);
        VarInts.Write(_output, (ulong)inside.Written.Length);
        _output.Write(inside.Written);
    }

    private void Tag(int field, int wireType) => VarInts.Write(_output, (ulong)((field << 3) | wireType));
}
