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
    /// <summary>Packages that <c>go test -json</c> may show in the middle of a report at the same time.</summary>
    private const int MaxOpen = 64;

    private readonly ImmutableArray<Race>.Builder _races = ImmutableArray.CreateBuilder<Race>();
    private readonly DiagnosticList _diagnostics = new(source, limits);
    private readonly RaceStacks _stacks = new(limits);
    private readonly List<OpenReport> _open = [];
    private readonly Stack<RaceReport> _free = new();
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
        while (_open.Count > 0) Cut(_open[0], "the text ends");
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
        var open = OpenIn(stream);
        if (open is not null && open.Prefix.TryStrip(line, out var text) && ReadInside(open, text)) return;
        if (line.EndsWith("WARNING: DATA RACE"u8)) Open(stream, line, number);
        else if (line.EndsWith(" data race(s)"u8)) ReadCount(line);
        else if (open is null) ReadExitStatus(line);
        else if (++open.OtherLines > OpenReport.MaxOtherLines) Cut(open, $"{open.OtherLines} lines of something else follow");
    }

    private OpenReport? OpenIn(string stream)
    {
        foreach (var open in _open)
        {
            if (open.Stream == stream) return open;
        }
        return null;
    }

    private void Open(string stream, ReadOnlySpan<byte> line, long number)
    {
        if (OpenIn(stream) is { } same) Cut(same, "another report begins");
        else if (_open.Count == MaxOpen) Cut(_open[0], $"{MaxOpen} other packages begin one");

        if (_races.Count + _open.Count >= limits.MaxRaces)
        {
            _leftOut++;
            return;
        }
        var report = _free.TryPop(out var free) ? free : new(_stacks);
        report.Begin(number);
        _open.Add(new(stream, report, new(line[..^"WARNING: DATA RACE"u8.Length])));
    }

    private bool ReadInside(OpenReport open, ReadOnlySpan<byte> line)
    {
        if (open.Report.Read(line)) open.OtherLines = 0;
        else if (line.SequenceEqual("=================="u8)) Close(open);
        else return false;
        return true;
    }

    private void Close(OpenReport open)
    {
        if (open.Report.ToRace() is not { Previous.IsEmpty: false } race) Cut(open, "it closes");
        else Keep(open, race);
    }

    private void Keep(OpenReport open, Race race)
    {
        _races.Add(race);
        Forget(open);
    }

    private void Cut(OpenReport open, string where)
    {
        var race = open.Report.ToRace();
        _diagnostics.Add($"line {open.Report.Line}", $"expected a race report with two accesses and \"==================\" behind it, but {where} before it is complete; " +
            (race is null ? "the report is left out" : "it is kept as far as it goes"));
        if (race is null) Forget(open);
        else Keep(open, race);
    }

    private void Forget(OpenReport open)
    {
        _open.Remove(open);
        _free.Push(open.Report);
    }

    // "Found 2 data race(s)", which each program prints at its end.
    private void ReadCount(ReadOnlySpan<byte> line)
    {
        var at = line.LastIndexOf("Found "u8);
        if (at >= 0 && Utf8Parser.TryParse(line[(at + 6)..], out int count, out _) && count >= 0) _counted = Math.Min((_counted ?? 0) + count, int.MaxValue);
    }

    private void ReadExitStatus(ReadOnlySpan<byte> line)
    {
        if (_races.Count == 0) return;
        if (line.StartsWith("["u8)) line = line[1..];
        if (line.StartsWith("exit status "u8) && Utf8Parser.TryParse(line["exit status ".Length..], out int status, out _)) _exitStatus ??= status;
    }

    /// <param name="stream">Package of <c>go test -json</c>; else empty.</param>
    private sealed class OpenReport(string stream, RaceReport report, LinePrefix prefix)
    {
        /// <summary>So many lines of other writers in a row end a report.</summary>
        public const int MaxOtherLines = 256;

        public string Stream { get; } = stream;

        public RaceReport Report { get; } = report;

        public LinePrefix Prefix { get; } = prefix;

        public int OtherLines { get; set; }
    }
}
