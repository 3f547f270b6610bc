using Unpark.Knowledge.Traces;

namespace Unpark.Tests.Readers.Traces;

/// <summary>Writes a trace as no runtime would: for what no Go program prints on demand.</summary>
internal sealed class TraceBuilder(int format)
{
    private readonly List<byte> _bytes = [.. System.Text.Encoding.ASCII.GetBytes($"go 1.{format} trace\0\0\0")];

    public byte[] Bytes => [.. _bytes];

    /// <param name="thread">-1 for the batch that belongs to none.</param>
    public TraceBuilder Batch(ulong generation, long thread, ulong time, params byte[][] events)
    {
        byte[] data = [.. events.SelectMany(e => e)];
        Number(1, generation, (ulong)thread, time, (ulong)data.Length);
        return Raw(data);
    }

    /// <summary>Frequency of a tick a nanosecond, and the reasons of the tests: 1 "chan receive", 2 "forever".</summary>
    public TraceBuilder Tables(ulong generation) =>
        Batch(generation, -1, 0, format >= TraceFormat.HasSync ? [50, .. Event(8, 1_000_000_000)] : Event(8, 1_000_000_000))
            .Batch(generation, -1, 0, [4], String(1, "chan receive"), String(2, "forever"), String(3, "main.f"), String(4, "/app/main.go"))
            .Batch(generation, -1, 0, [2], Event(3, 1, 1, 0, 3, 4, 7));

    public TraceBuilder End() => Raw((byte)TraceEvent.EndOfGeneration);

    public TraceBuilder Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public TraceBuilder Number(params ReadOnlySpan<ulong> numbers)
    {
        foreach (var number in numbers) _bytes.AddRange(Uvarint(number));
        return this;
    }

    public static byte[] Event(TraceEvent type, params ReadOnlySpan<ulong> numbers) => Event((byte)type, numbers);

    public static byte[] String(ulong id, string text) => [.. Event(5, id, (ulong)text.Length), .. System.Text.Encoding.UTF8.GetBytes(text)];

    private static byte[] Event(byte type, params ReadOnlySpan<ulong> numbers)
    {
        List<byte> bytes = [type];
        foreach (var number in numbers) bytes.AddRange(Uvarint(number));
        return [.. bytes];
    }

    private static IEnumerable<byte> Uvarint(ulong number)
    {
        for (; number >= 0x80; number >>= 7) yield return (byte)(number | 0x80);
        yield return (byte)number;
    }
}
