using Unpark.Knowledge.Traces;

namespace Unpark.Readers.Traces.V1;

/// <summary>Execution traces of formats 1.11 to 1.21, which keep strings, stacks and frequency at their end and so are held whole.</summary>
internal static class TraceV1
{
    public static void Read(Stream stream, TraceResult result, CancellationToken cancellation)
    {
        var bytes = ReadAll(stream, result);
        var index = new TraceIndex(bytes, result);
        index.Build();
        if (index.NanosecondsPerTick == 0) result.Say(bytes.Count, "expected the frequency of the clock at the end of the trace, found none; its times are left out");

        new ProcOrder(index, result).Run(cancellation);
        result.Generations = 1;
    }

    private static ArraySegment<byte> ReadAll(Stream stream, TraceResult result)
    {
        var bytes = new byte[1 << 16];
        var length = 0;
        for (int read; (read = stream.Read(bytes, length, bytes.Length - length)) > 0;)
        {
            length += read;
            if (length > result.Limits.MaxGenerationBytes)
            {
                result.Say(length, $"the trace is larger than {result.Limits.MaxGenerationBytes} bytes (ReaderLimits.MaxGenerationBytes), and format 1.{result.Format} is read whole; the rest is left out");
                break;
            }
            if (length == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, bytes.Length * 2L));
        }
        return new(bytes, 0, length);
    }
}
