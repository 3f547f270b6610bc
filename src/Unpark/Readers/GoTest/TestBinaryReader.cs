using System.Collections.Immutable;
using System.Globalization;
using Unpark.Model;
using Unpark.Model.Profiles;
using Unpark.Readers.Pprof;
using Unpark.Readers.Tracebacks;

namespace Unpark.Readers.GoTest;

/// <summary>Reads what a test binary wrote down: a line about itself, then what its tests did as they did it, then what was left.</summary>
/// <remarks>
/// Sections: "began" (goroutine and test) and "ended" (how, seconds, test, then its output) as tests go; "before" (goroutines that no test
/// started); "hung" (the message) when time is up; "profile", "stacks" and "proven" of all goroutines then or at the end; "exit" at the end.
/// </remarks>
public static class TestBinaryReader
{
    /// <summary>Never throws on content. Null, with a diagnostic, when the first line is not of this form.</summary>
    public static (TestBinary? Binary, ImmutableArray<Diagnostic> Diagnostics) Read(
        ReadOnlyMemory<byte> file, string source, ReaderLimits limits, CancellationToken cancellation = default)
    {
        var sections = new TestBinarySections(file);
        if (TestBinaryHead.Parse(sections.Head) is not { } head)
            return (null, [new(source, "line 1", $"expected \"unpark 4 go1.x pid=N path=... dir=...\", found \"{Clip(sections.Head)}\"; the file was left out", Fatal: true)]);

        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        if (sections.Problem is { } problem) diagnostics.Add(new(source, $"byte {problem}", "expected \"NAME LENGTH\" and so many bytes; what follows was left out"));
        var journal = new TestJournal(sections);
        var binary = new TestBinary
        {
            GoVersion = head.GoVersion,
            ImportPath = head.ImportPath,
            Directory = head.Directory,
            ExitCode = journal.ExitCode,
            Hung = journal.Hung,
            Results = journal.Results,
            Running = journal.Running,
            Before = journal.Before,
            Tests = journal.Tests,
            Profile = SnapshotOf(sections.All("profile").LastOrDefault(), Profile),
            Traceback = SnapshotOf(sections.All("stacks").LastOrDefault(), Traceback),
            Proofs = [.. sections.All("proven").Select(section => SnapshotOf(section, Profile)).OfType<Snapshot>()],
        };
        return (binary, diagnostics.ToImmutable());

        Snapshot? SnapshotOf(ReadOnlyMemory<byte> bytes, Func<Stream, Reading> read)
        {
            if (bytes.IsEmpty) return null;
            var reading = read(new MemoryStream(bytes.ToArray()));
            diagnostics.AddRange(reading.Diagnostics);
            return reading.Snapshots.FirstOrDefault() is { } snapshot ? snapshot with { GoVersion = head.GoVersion } : null;
        }

        Reading Profile(Stream bytes) => TextProfileReader.Read(bytes, source, limits, cancellation);

        Reading Traceback(Stream bytes) => TracebackReader.Read(bytes, source, limits, cancellation);
    }

    private static string Clip(string text) => text.Length <= 80 ? text : text[..77] + "...";
}
