using System.Globalization;
using Unpark.Knowledge.Traces;
using Unpark.Model;
using Unpark.Readers.Traces.V1;
using Unpark.Readers.Traces.V2;

namespace Unpark.Readers.Traces;

/// <summary>Reads execution traces of Go 1.11 and later, flight recordings included.</summary>
/// <remarks>
/// Formats 1.22 and later are read generation by generation, each held in memory while its events are put in order; older
/// ones keep their stacks at the end and are held whole. Source: internal/trace, Go 1.27, and runtime/trace*.go.
/// </remarks>
internal static class TraceReader
{
    /// <param name="bytes">At the beginning of the trace; read to its end.</param>
    public static Reading Read(Stream bytes, string source, ReaderLimits limits, CancellationToken cancellation = default)
    {
        Span<byte> head = stackalloc byte[TraceFormat.HeaderLength];
        var length = bytes.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (TraceFormat.NumberIn(head[..length]) is not { } format) return Refuse(source, "expected the header of an execution trace (\"go 1.26 trace\"), found other bytes");
        if (TraceFormat.WrittenBy(format) is null)
            return Refuse(source, $"expected an execution trace of a format from 1.11 to 1.26, found 1.{format.ToString(CultureInfo.InvariantCulture)}; a newer Unpark may read it, and `go tool trace -d=parsed` of the Go version that wrote it does");

        var result = new TraceResult(source, format, limits);
        if (format >= TraceFormat.V2) TraceV2.Read(bytes, result, cancellation);
        else TraceV1.Read(bytes, result, cancellation);
        return result.ToReading();
    }

    private static Reading Refuse(string source, string message) =>
        new() { Source = source, Format = "execution trace", Diagnostics = [new(source, "byte 0", message, Fatal: true)] };
}
