using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Unpark.Model;
using Unpark.Readers.Pprof;
using Unpark.Readers.Tracebacks;

namespace Unpark.Readers.GoTest;

/// <summary>Reads what a test binary wrote at the end of its tests: a line about itself, then sections "NAME LENGTH" with that many bytes each.</summary>
public static class TestBinaryReader
{
    /// <summary>Never throws on content. Null, with a diagnostic, when the first line is not of this form.</summary>
    public static (TestBinary? Binary, ImmutableArray<Diagnostic> Diagnostics) Read(
        ReadOnlyMemory<byte> file, string source, ReaderLimits limits, CancellationToken cancellation = default)
    {
        var sections = new Sections(file);
        if (TestBinaryHead.Parse(sections.Head) is not { } head)
            return (null, [new(source, "line 1", $"expected \"unpark 3 go1.x pid=N path=... dir=... exit=N\", found \"{Clip(sections.Head)}\"; the file was left out", Fatal: true)]);

        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        if (sections.Problem is { } problem) diagnostics.Add(new(source, $"byte {problem}", "expected \"NAME LENGTH\" and so many bytes; what follows was left out"));
        var binary = new TestBinary
        {
            GoVersion = head.GoVersion,
            ImportPath = head.ImportPath,
            Directory = head.Directory,
            ExitCode = head.ExitCode,
            Before = [.. IdsIn(sections.Text("before")).Order()],
            Tests = TestsIn(sections.Text("tests")),
            Profile = SnapshotOf(sections.All("profile").FirstOrDefault(), Profile),
            Traceback = SnapshotOf(sections.All("stacks").FirstOrDefault(), Traceback),
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

    private static IEnumerable<long> IdsIn(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseId).Where(id => id > 0);

    // "23 TestTable/bad_one"
    private static ImmutableDictionary<long, string> TestsIn(string text)
    {
        var tests = ImmutableDictionary.CreateBuilder<long, string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank > 0 && ParseId(line[..blank]) is var id and > 0) tests[id] = line[(blank + 1)..];
        }
        return tests.ToImmutable();
    }

    private static long ParseId(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static string Clip(string text) => text.Length <= 80 ? text : text[..77] + "...";

    /// <summary>The file cut into its head line and its sections.</summary>
    private sealed class Sections
    {
        private readonly List<(string Name, ReadOnlyMemory<byte> Bytes)> _all = [];

        public Sections(ReadOnlyMemory<byte> file)
        {
            var at = 0;
            Head = Line(file, ref at);
            while (at < file.Length)
            {
                var start = at;
                var words = Line(file, ref at).Split(' ');
                if (words is not [var name, var number] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > file.Length - at)
                {
                    Problem = start;
                    return;
                }
                _all.Add((name, file.Slice(at, length)));
                at = Math.Min(file.Length, at + length + 1);
            }
        }

        public string Head { get; }

        /// <summary>Byte at which no section begins; null when all are whole.</summary>
        public int? Problem { get; }

        public IEnumerable<ReadOnlyMemory<byte>> All(string name) => _all.Where(section => section.Name == name).Select(section => section.Bytes);

        public string Text(string name) => string.Concat(All(name).Select(bytes => Encoding.UTF8.GetString(bytes.Span)));

        private static string Line(ReadOnlyMemory<byte> file, ref int at)
        {
            var rest = file.Span[at..];
            var end = rest.IndexOf((byte)'\n') is >= 0 and var index ? index : rest.Length;
            at = Math.Min(file.Length, at + end + 1);
            return Encoding.UTF8.GetString(rest[..Math.Min(end, 4096)]);
        }
    }
}
