using System.Text;
using Unpark.Model;
using Unpark.Model.Profiles;
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
        limits ??= ReaderLimits.Default;
        using var input = new EvidenceStream(bytes, limits, cancellation);
        var reading = Read(input, source, limits, cancellation);
        if (input.IsGzip) reading = reading with { Format = $"{reading.Format}, gzip" };
        return input.Problem is { } problem ? CutAt(problem, reading) : reading;
    }

    private static Reading CutAt(StreamProblem problem, Reading reading) => reading with
    {
        Snapshots = reading.Snapshots is [.. var whole, var last] ? [.. whole, last with { Cut = true }] : [],
        Diagnostics = [.. reading.Diagnostics, new(reading.Source, problem.Position, problem.Message, Fatal: IsEmpty(reading))],
    };

    private static Reading Read(EvidenceStream input, string source, ReaderLimits limits, CancellationToken cancellation)
    {
        var format = FormatSniffer.Recognise(input);
        return format switch
        {
            EvidenceFormat.ProtobufProfile => ProtobufProfileReader.Read(input, source, input.LengthHint, limits, cancellation),
            EvidenceFormat.TextProfile => TextProfile(input, source, limits, cancellation),
            EvidenceFormat.ExecutionTrace => TraceReader.Read(input, source, limits, cancellation),
            EvidenceFormat.Text => TracebackReader.Read(input, source, limits, cancellation),
            EvidenceFormat.Utf16Text => Utf16(input, source, limits, cancellation),
            _ => Unreadable(format, source),
        };
    }

    /// <summary>A text with a profile in it, and perhaps dumps beside it: those need a second walk.</summary>
    private static Reading TextProfile(EvidenceStream input, string source, ReaderLimits limits, CancellationToken cancellation)
    {
        var profile = TextProfileReader.Read(input, source, limits, cancellation, out var sawTraceback);
        if (!sawTraceback) return profile;
        if (!input.TryRewind()) return profile with { Diagnostics = [.. profile.Diagnostics, new(source, null, "dumps beside the profile were not read; give them to Unpark as a file of their own")] };
        return Both(profile, TracebackReader.Read(input, source, limits, cancellation));
    }

    private static Reading Both(Reading profile, Reading dumps) => dumps with
    {
        Format = $"{dumps.Format} and a {profile.Format}",
        Profile = profile.Profile,
        Snapshots = [.. profile.Snapshots.Concat(dumps.Snapshots).OrderBy(snapshot => snapshot.Line)],
        Diagnostics = [.. profile.Diagnostics, .. dumps.Diagnostics],
    };

    private static Reading Utf16(EvidenceStream input, string source, ReaderLimits limits, CancellationToken cancellation)
    {
        using var utf8 = Encoding.CreateTranscodingStream(input, Encoding.Unicode, Encoding.UTF8, leaveOpen: true);
        using var text = new EvidenceStream(utf8, limits, cancellation);
        return FormatSniffer.Recognise(text) == EvidenceFormat.TextProfile
            ? TextProfile(text, source, limits, cancellation)
            : TracebackReader.Read(text, source, limits, cancellation);
    }

    private static bool IsEmpty(Reading reading) => reading.Snapshots.IsEmpty && reading.Profile is null && reading.Trace is null && reading.Races.IsEmpty;

    private static Reading Unreadable(EvidenceFormat format, string source)
    {
        var (name, message) = NotEvidence.Explain(format);
        return new() { Source = source, Format = name, Diagnostics = [new(source, null, message, Fatal: true)] };
    }
}
