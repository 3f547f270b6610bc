using System.Collections.Immutable;
using Unpark.Knowledge.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>Reads profiles in text form (<c>debug=1</c>), line by line out of any text.</summary>
/// <remarks>Holds one block of the text and the distinct lines of its stacks, never the whole.</remarks>
internal static class TextProfileReader
{
    public static Reading Read(Stream bytes, string source, ReaderLimits limits, CancellationToken cancellation) =>
        Read(bytes, source, limits, cancellation, out _);

    /// <param name="sawTraceback">The text holds a dump beside the profile; it was not read.</param>
    public static Reading Read(Stream bytes, string source, ReaderLimits limits, CancellationToken cancellation, out bool sawTraceback)
    {
        var diagnostics = new DiagnosticList(source, limits);
        var parser = new TextProfileParser(limits, diagnostics);
        ReadLines(bytes, parser, limits, cancellation);
        sawTraceback = parser.SawTraceback;
        return ToReading(parser.Finish(), source, diagnostics);
    }

    private static void ReadLines(Stream bytes, TextProfileParser parser, ReaderLimits limits, CancellationToken cancellation)
    {
        var blocks = new BlockReader(bytes, limits.MaxLine, isAhead: limits.Threads > 1);
        ReadOnlySpan<byte> rest = [];
        while (blocks.TryRead(rest, out var block))
        {
            cancellation.ThrowIfCancellationRequested();
            rest = block[parser.TakeLines(block)..];
            if (rest.Length <= limits.MaxLine) continue;
            parser.TakeLong(rest);
            rest = [];
        }
        if (!rest.IsEmpty) parser.TakeLast(rest);
    }

    private static Reading ToReading(List<TextProfile> profiles, string source, DiagnosticList diagnostics)
    {
        if (profiles.Count > 1) diagnostics.Add($"line {profiles[1].Line}", $"the text holds {profiles.Count} profiles; the samples shown are those of the first, the goroutines those of all");
        return new()
        {
            Source = source,
            Format = profiles.Count switch
            {
                0 => "text",
                1 => $"{ProfileNames.InWords(profiles[0].Profile.Name)} (text)",
                _ => $"log with {profiles.Count} profiles",
            },
            Profile = profiles.FirstOrDefault()?.Profile,
            Snapshots = SnapshotsOf(profiles, source),
            Diagnostics = diagnostics.ToImmutable(),
        };
    }

    private static ImmutableArray<Snapshot> SnapshotsOf(List<TextProfile> profiles, string source) =>
    [
        .. profiles
            .Select(text => GoroutineSnapshot.OfText(text.Profile, source, text.Total, text.Line) is { } snapshot ? snapshot with { Cut = text.Cut } : null)
            .OfType<Snapshot>(),
    ];
}

/// <param name="Total">What the header says.</param>
/// <param name="Line">Where it begins, 1-based.</param>
/// <param name="Cut">It holds less than its header says.</param>
internal sealed record TextProfile(Profile Profile, long Total, long Line, bool Cut);
