using System.Text;
using Unpark.Model;
using Unpark.Readers.Pprof;
using Unpark.Readers.Recognition;
using Unpark.Readers.Tracebacks;
using Unpark.Readers.Traces;

namespace Unpark;

/// <summary>Recognises what the bytes are, from the bytes and never from a name, and hands them to the reader for it.</summary>
public static class EvidenceReader
{
    /// <summary>Reads one piece of evidence: a profile, a dump, a log with dumps in it; gzip or not.</summary>
    /// <param name="bytes">Read to its end, in blocks; need not seek. The caller closes it.</param>
    /// <param name="source">Name for messages.</param>
    /// <returns>What could be read, with diagnostics for what could not. Never throws on content.</returns>
    public static Reading Read(Stream bytes, string source, ReaderLimits? limits = null, CancellationToken cancellation = default)
    {
        using var input = new EvidenceStream(bytes, limits ?? ReaderLimits.Default, cancellation);
        var reading = Read(input, source, limits ?? ReaderLimits.Default, cancellation);
        return reading with
        {
            Format = input.IsGzip ? $"{reading.Format}, gzip" : reading.Format,
            Diagnostics = input.Problem is { } problem
                ? [.. reading.Diagnostics, new(source, problem.Position, problem.Message, Fatal: IsEmpty(reading))]
                : reading.Diagnostics,
        };
    }

    private static Reading Read(EvidenceStream input, string source, ReaderLimits limits, CancellationToken cancellation)
    {
        var format = FormatSniffer.Recognise(input);
        return format switch
        {
            EvidenceFormat.ProtobufProfile => ProtobufProfileReader.Read(input, source, input.LengthHint, limits, cancellation),
            EvidenceFormat.Utf16Text => TracebackReader.Read(Encoding.CreateTranscodingStream(input, Encoding.Unicode, Encoding.UTF8, leaveOpen: true), source, limits, cancellation),
            EvidenceFormat.Text => TracebackReader.Read(input, source, limits, cancellation),
            EvidenceFormat.ExecutionTrace => TraceReader.Read(input, source, limits, cancellation),
            _ => Unreadable(format, source),
        };
    }

    private static bool IsEmpty(Reading reading) => reading.Snapshots.IsEmpty && reading.Profile is null && reading.Trace is null && reading.Races.IsEmpty;

    private static Reading Unreadable(EvidenceFormat format, string source)
    {
        var (name, message) = NotEvidence.Explain(format);
        return new() { Source = source, Format = name, Diagnostics = [new(source, null, message, Fatal: true)] };
    }
}
