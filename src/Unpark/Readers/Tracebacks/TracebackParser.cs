using System.Text;
using Unpark.Model;
using Unpark.Readers.Logs;
using Unpark.Readers.Tracebacks.Chunks;
using Unpark.Readers.Tracebacks.Grammar;
using Unpark.Readers.Tracebacks.Groups;

namespace Unpark.Readers.Tracebacks;

/// <summary>
/// Finds the goroutines and the crash texts in chunks of lines. Keeps its place from chunk to chunk: between two that
/// are not independent of each other the same parser must read both, in order.
/// </summary>
/// <remarks>
/// Lines are told apart by what may stand at that place:
/// <code>
/// Text       panic: boom                                  a crash text begins
///            runtime stack:                               frames of no goroutine up to the next empty line
///            goroutine 17 [chan receive, 3 minutes]:      a goroutine begins
///            2026/11/21 04:47:18 anything else            foreign
/// Goroutine  main.worker(0xc000012345)                    a function; its place follows
///            	/app/main.go:30 +0x1d                       the place
///            created by main.main in goroutine 1          the creator; its place follows
///            [originating from goroutine 1]:              frames of an ancestor follow
///            (empty)                                      the goroutine ends
/// </code>
/// A goroutine written the usual way is read by <see cref="TryUsual"/>, which is some ten times faster and knows no other form.
/// </remarks>
internal sealed partial class TracebackParser(GroupTable table, ReaderLimits limits)
{
    /// <summary>So many lines of something else inside a goroutine end it.</summary>
    private const int MaxForeignRun = 32;

    private enum Place
    {
        Text,
        Goroutine,
        RuntimeStack,
    }

    private Chunk _chunk = new();
    private Place _place;
    private int _line;
    private bool _blankBefore;
    private bool _inMessage;
    private CrashKind _crash;
    private bool _inRunningTests;
    private bool _foreignSinceRecord;
    private int _wrappedCandidate;

    /// <summary>Beginning of the last foreign line, if it is the last line.</summary>
    private readonly byte[] _lineAbove = new byte[128];
    private int _lineAboveLength;

    /// <summary>Stop at a goroutine header behind a log prefix or inside a quoted string, which this parser cannot read.</summary>
    public bool FindsWrapped { get; set; }

    /// <summary>Reads a chunk and leaves in it what was found.</summary>
    public void Parse(Chunk chunk)
    {
        _goroutine.HeaderAt -= _line;
        _line = 0;
        _chunk = chunk;
        _wrappedCandidate = -1;
        if (chunk.StartsFresh) Restart();
        var at = chunk.Start;
        var lastLine = at;
        while (at < chunk.End)
        {
            if (_place == Place.Text)
            {
                _usualHash = 0;
                if ((_blankBefore || !_inMessage) && TryUsual(ref at)) continue;
            }
            var line = LineAt(at, out var next);
            if (!TryTake(line, at))
            {
                End(line);
                chunk.WrappedAt = at;
                break;
            }
            lastLine = at;
            at = next;
            _line++;
        }
        if (_foreignSinceRecord) AddMark(MarkKind.Foreign);
        if (chunk.IsLast && chunk.WrappedAt < 0) Finish(lastLine < chunk.End ? LineAt(lastLine, out _) : default, chunk.Unterminated);
        if (chunk.EndsInsideLine) chunk.Remarks.Add(new(_line - 1, $"line longer than {limits.MaxLine} bytes (ReaderLimits.MaxLine); its rest is left out"));
        chunk.LineCount = _line;
    }

    private void Restart()
    {
        _place = Place.Text;
        _blankBefore = true;
        _inMessage = _inRunningTests = _foreignSinceRecord = false;
        _lineAboveLength = 0;
    }

    private ReadOnlySpan<byte> LineAt(int at, out int next)
    {
        var rest = _chunk.Text.AsSpan(at, _chunk.End - at);
        var end = rest.IndexOf((byte)'\n');
        next = at + end + 1;
        if (end > 0 && rest[end - 1] == '\r') end--;
        return rest[..end];
    }

    // False for a line that holds a header behind a prefix.
    private bool TryTake(ReadOnlySpan<byte> line, int at)
    {
        switch (_place)
        {
            case Place.Goroutine:
                if (TryTakeInGoroutine(line)) return true;
                break;
            case Place.RuntimeStack:
                if (line.IsEmpty) _place = Place.Text;
                else _chunk.HasOtherText = true;
                return true;
        }
        return TryTakeInText(line, at);
    }

    private bool TryTakeInText(ReadOnlySpan<byte> line, int at)
    {
        if (line.IsEmpty)
        {
            if (_inRunningTests) _inMessage = _inRunningTests = false;
            _blankBefore = true;
            _lineAboveLength = 0;
            return true;
        }
        if (!TryTakeMarked(line))
        {
            _chunk.HasOtherText = true;
            if (FindsWrapped && !(_inMessage && line[0] == (byte)'\t') && IsWrapped(line, at)) return false;
            if (_inMessage) TakeMessage(line);
            else TakeForeign(line);
        }
        _blankBefore = false;
        return true;
    }

    private bool TryTakeMarked(ReadOnlySpan<byte> line)
    {
        switch (line[0])
        {
            case (byte)'g' when line.StartsWith(HeaderLine.Opening):
                return TryBegin(line);
            case (byte)'p' or (byte)'f' or (byte)'S' or (byte)'E' when CrashLine.TryParse(line, out var kind, out var message):
                TakeCrash(kind, message);
                return true;
            case (byte)'r' when line.SequenceEqual("runtime stack:"u8):
                _place = Place.RuntimeStack;
                return true;
            case (byte)'e' or (byte)'[' when CrashLine.TryExitStatus(line, out var status):
                _chunk.HasOtherText = true;
                _chunk.Marks.Add(new(MarkKind.ExitStatus, _chunk.Count, _line) { Number = status });
                return true;
            case (byte)'-' when line.SequenceEqual("-----"u8):
                AddMark(MarkKind.Continuation);
                return true;
            case (byte)'*' when line.StartsWith("*** Test killed with quit: ran too long ("u8):
                AddMark(MarkKind.TestKilled, line);
                return true;
            default:
                return false;
        }
    }

    private void TakeCrash(CrashKind kind, ReadOnlySpan<byte> message)
    {
        if (_inMessage && !_blankBefore && kind == _crash) return;
        _crash = kind;
        _chunk.Marks.Add(new(MarkKind.CrashHead, _chunk.Count, _line) { Crash = kind, Text = Text(message) });
        _inMessage = true;
        _inRunningTests = false;
        _foreignSinceRecord = false;
        _lineAboveLength = 0;
    }

    // "running tests:", since Go 1.23 indented by a tab, with one line for each test, indented by one more.
    private void TakeMessage(ReadOnlySpan<byte> line)
    {
        var text = line.TrimStart((byte)'\t');
        if (text.SequenceEqual("running tests:"u8)) _inRunningTests = true;
        else if (_inRunningTests && line[0] == '\t') AddMark(MarkKind.RunningTest, text);
    }

    private void TakeForeign(ReadOnlySpan<byte> line)
    {
        _foreignSinceRecord = true;
        _lineAboveLength = Math.Min(line.Length, _lineAbove.Length);
        line[.._lineAboveLength].CopyTo(_lineAbove);
    }

    // The bytes are searched ahead once for "goroutine ", so that a log without any is passed over quickly.
    private bool IsWrapped(ReadOnlySpan<byte> line, int at)
    {
        if (_wrappedCandidate < at) _wrappedCandidate = NextCandidate(at);
        while (_wrappedCandidate < at + line.Length)
        {
            if (WrappedHeader.IsAt(line, _wrappedCandidate - at)) return true;
            _wrappedCandidate = NextCandidate(_wrappedCandidate + 1);
        }
        return false;
    }

    private int NextCandidate(int from)
    {
        var found = _chunk.Text.AsSpan(from, _chunk.End - from).IndexOf(HeaderLine.Opening);
        return found < 0 ? int.MaxValue : from + found;
    }

    private void AddMark(MarkKind kind, ReadOnlySpan<byte> text = default) =>
        _chunk.Marks.Add(new(kind, _chunk.Count, _line) { Text = Text(text) });

    private static string Text(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4096)]);
}
