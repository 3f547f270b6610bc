using System.Buffers.Text;
using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Readers.Races;

/// <summary>Picks the reports of the race detector out of a text that is handed over in pieces of whole lines.</summary>
/// <remarks>
/// <para>A report, written by <c>PrintReport</c> of the detector (compiler-rt/lib/tsan/rtl/tsan_report.cpp, Go part), Go 1.19 to 1.27:</para>
/// <code>
/// WARNING: DATA RACE                                   opens the report
/// Read at 0x00c0000760f0 by main goroutine:            opens an access
///   runtime.mapaccess1_faststr()                       a frame: its function
///       internal/runtime/maps/runtime.go:115 +0x17     and its place
///
/// Previous write at 0x00c0000760f0 by goroutine 7:     opens an older access
///   [failed to restore the stack]                      in place of frames
///
/// Goroutine 7 (finished) created at:                   opens a creator
/// Heap block of size 8 at 0x.. allocated by ..:        opens a location
/// Global var main.x of size 8 at 0x.. declared at f.go:9
/// ==================                                   closes the report
/// Found 1 data race(s)                                 when the program ends
/// exit status 66                                       from whoever started it
/// </code>
/// <para>
/// Other lines may stand anywhere, also inside a report: several goroutines write to one stream. Each line may have a prefix,
/// or be the text in a line of JSON; then the packages of a <c>go test -json</c> are told apart.
/// </para>
/// </remarks>
internal sealed class RaceReader(string source, ReaderLimits limits)
{
    private readonly ImmutableArray<Race>.Builder _races = ImmutableArray.CreateBuilder<Race>();
    private readonly DiagnosticList _diagnostics = new(source, limits);
    private readonly RaceStacks _stacks = new(limits);
    private readonly Dictionary<string, OpenReport> _open = new(StringComparer.Ordinal);
    private readonly JsonLine _json = new();
    private long? _counted;
    private int? _exitStatus;
    private long _leftOut;

    /// <summary>A report was opened and not closed.</summary>
    public bool InReport => _open.Count > 0;

    /// <summary>Takes the next piece of the text. Costs little where no race is reported.</summary>
    /// <param name="text">Whole lines.</param>
    /// <param name="firstLine">1-based number of the first.</param>
    public void Read(ReadOnlySpan<byte> text, long firstLine)
    {
        if (!MayHold(text)) return;
        for (var number = firstLine; !text.IsEmpty; number++)
        {
            var end = text.IndexOf((byte)'\n');
            ReadLine(end < 0 ? text : text[..end], number);
            text = end < 0 ? [] : text[(end + 1)..];
        }
    }

    /// <summary>All reports, after the last piece.</summary>
    public RaceLog Finish()
    {
        foreach (var stream in _open.Keys.ToArray()) Cut(stream, "the text ends");
        if (_leftOut > 0) _diagnostics.Add(null, $"{limits.MaxRaces + _leftOut} race reports exceed the limit of {limits.MaxRaces} (ReaderLimits.MaxRaces); the rest is left out");
        return new(_races.ToImmutable(), _counted, _exitStatus, _diagnostics.ToImmutable());
    }

    private bool MayHold(ReadOnlySpan<byte> text) =>
        InReport || text.IndexOf("WARNING: DATA RACE"u8) >= 0
        || (_races.Count > 0 && (text.IndexOf(" data race(s)"u8) >= 0 || text.IndexOf("exit status "u8) >= 0));

    private void ReadLine(ReadOnlySpan<byte> line, long number)
    {
        if (line is [.., (byte)'\r']) line = line[..^1];
        var stream = "";
        if (line is [(byte)'{', .., (byte)'}'] && _json.TryRead(line))
        {
            line = _json.Text;
            stream = _json.Package;
        }
        if (line.EndsWith("WARNING: DATA RACE"u8)) Open(stream, line, number);
        else if (line.EndsWith(" data race(s)"u8)) ReadCount(line);
        else if (_open.TryGetValue(stream, out var open)) ReadInside(stream, open, line);
        else if (_races.Count > 0) ReadExitStatus(line);
    }

    private void Open(string stream, ReadOnlySpan<byte> line, long number)
    {
        if (_open.ContainsKey(stream)) Cut(stream, "another report begins");
        if (_races.Count + _open.Count >= limits.MaxRaces) _leftOut++;
        else _open.Add(stream, new(new RaceReport(number, _stacks), new LinePrefix(line[..^"WARNING: DATA RACE"u8.Length])));
    }

    private void ReadInside(string stream, OpenReport open, ReadOnlySpan<byte> line)
    {
        if (!open.Prefix.TryStrip(line, out line) || !Takes(open, line)) open.OtherLines++;
        else if (line.StartsWith("=="u8)) Close(stream, open.Report);
        else open.OtherLines = 0;
        if (open.OtherLines > OpenReport.MaxOtherLines) Cut(stream, $"{open.OtherLines} lines of something else follow");
    }

    private static bool Takes(OpenReport open, ReadOnlySpan<byte> line) => line.SequenceEqual("=================="u8) || open.Report.Read(line);

    private void Close(string stream, RaceReport report)
    {
        if (report.ToRace() is not { Previous.IsEmpty: false } race)
        {
            Cut(stream, "it closes");
            return;
        }
        _races.Add(race);
        _open.Remove(stream);
    }

    private void Cut(string stream, string where)
    {
        _open.Remove(stream, out var open);
        var race = open!.Report.ToRace();
        _diagnostics.Add($"line {open.Report.Line}", $"expected a race report with two accesses and \"==================\" behind it, but {where} before it is complete; " +
            (race is null ? "the report is left out" : "it is kept as far as it goes"));
        if (race is not null) _races.Add(race);
    }

    // "Found 2 data race(s)", which each program prints at its end.
    private void ReadCount(ReadOnlySpan<byte> line)
    {
        var at = line.LastIndexOf("Found "u8);
        if (at >= 0 && Utf8Parser.TryParse(line[(at + 6)..], out int count, out _) && count >= 0) _counted = Math.Min((_counted ?? 0) + count, int.MaxValue);
    }

    private void ReadExitStatus(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("["u8)) line = line[1..];
        if (line.StartsWith("exit status "u8) && Utf8Parser.TryParse(line["exit status ".Length..], out int status, out _)) _exitStatus ??= status;
    }

    private sealed class OpenReport(RaceReport report, LinePrefix prefix)
    {
        /// <summary>So many lines of other writers in a row end a report.</summary>
        public const int MaxOtherLines = 256;

        public RaceReport Report { get; } = report;

        public LinePrefix Prefix { get; } = prefix;

        public int OtherLines { get; set; }
    }
}
