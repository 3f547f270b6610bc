using System.Buffers.Text;
using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Readers.Races;

/// <summary>Picks the reports of the race detector out of a text that is handed over line by line.</summary>
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
/// </code>
/// <para>Other lines may stand anywhere, also inside a report: several goroutines write to one stream.</para>
/// </remarks>
internal sealed class RaceReader(string source, ReaderLimits limits)
{
    private readonly ImmutableArray<Race>.Builder _races = ImmutableArray.CreateBuilder<Race>();
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly RaceStacks _stacks = new(limits);
    private RaceReport? _report;
    private LinePrefix _prefix;
    private long? _counted;
    private long _leftOut;

    /// <summary>A report was opened and not closed.</summary>
    public bool InReport => _report is not null;

    /// <summary>Takes one line, without its line feed.</summary>
    /// <param name="number">1-based.</param>
    /// <returns>False for a line that is not a race report's.</returns>
    public bool Read(ReadOnlySpan<byte> line, long number)
    {
        if (line is [.., (byte)'\r']) line = line[..^1];
        if (line.EndsWith("WARNING: DATA RACE"u8)) return Open(line, number);
        if (line.EndsWith(" data race(s)"u8)) return ReadCount(line);
        return _report is not null && _prefix.TryStrip(line, out line) && ReadInside(line);
    }

    /// <summary>All reports, after the last line.</summary>
    public RaceLog Finish()
    {
        if (_report is not null) Cut("the text ends");
        if (_leftOut > 0) Say(null, $"{limits.MaxRaces + _leftOut} race reports exceed the limit of {limits.MaxRaces} (ReaderLimits.MaxRaces); the rest is left out");
        return new(_races.ToImmutable(), _counted, [.. _diagnostics]);
    }

    private bool Open(ReadOnlySpan<byte> line, long number)
    {
        if (_report is not null) Cut("another report begins");
        _prefix = new(line[..^"WARNING: DATA RACE"u8.Length]);
        _report = _races.Count < limits.MaxRaces ? new RaceReport(number, _stacks) : null;
        if (_report is null) _leftOut++;
        return true;
    }

    private bool ReadInside(ReadOnlySpan<byte> line)
    {
        if (!line.SequenceEqual("=================="u8)) return _report!.Read(line);
        Close();
        return true;
    }

    private void Close()
    {
        if (_report!.ToRace() is { Previous.IsEmpty: false } race) Keep(race);
        else Cut("it closes");
    }

    private void Keep(Race race)
    {
        _races.Add(race);
        _report = null;
    }

    private void Cut(string where)
    {
        var race = _report!.ToRace();
        Say($"line {_report.Line}", $"expected a race report with two accesses and \"==================\" behind it, but {where} before it is complete; " +
            (race is null ? "the report is left out" : "it is kept as far as it goes"));
        if (race is not null) Keep(race);
        _report = null;
    }

    // "Found 2 data race(s)", which each program prints at its end.
    private bool ReadCount(ReadOnlySpan<byte> line)
    {
        var at = line.LastIndexOf("Found "u8);
        if (at < 0 || !Utf8Parser.TryParse(line[(at + 6)..], out long count, out _) || count < 0) return false;
        _counted = Math.Min((_counted ?? 0) + count, int.MaxValue);
        return true;
    }

    private void Say(string? position, string message)
    {
        if (_diagnostics.Count < limits.MaxDiagnostics) _diagnostics.Add(new(source, position, message));
    }
}
