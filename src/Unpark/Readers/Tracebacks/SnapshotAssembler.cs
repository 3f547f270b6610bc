using System.Text;
using Unpark.Model;
using Unpark.Readers.Logs;
using Unpark.Readers.Tracebacks.Chunks;
using Unpark.Readers.Tracebacks.Groups;

namespace Unpark.Readers.Tracebacks;

/// <summary>
/// Puts parsed chunks, in the order of the text, together to snapshots. A new one begins with a crash text, with a goroutine that
/// is running (whoever asks for a dump comes first in it), and where one of the first goroutines of the present one comes again.
/// </summary>
internal sealed class SnapshotAssembler(string source, ReaderLimits limits, DiagnosticList diagnostics)
{
    private readonly List<SnapshotBuilder> _snapshots = [];
    private SnapshotBuilder? _current;
    private CrashBuilder? _head;
    private long _headLine;
    private long _tooMany;

    private bool _foreign;
    private bool _continues;
    private bool _inMessage;
    private bool _lastWasInMessage;
    private bool _cut;
    private bool _currentEndsHalf;
    private DateTimeOffset? _timeAbove;

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<SnapshotBuilder> Snapshots => _snapshots;

    public void Add(Chunk chunk)
    {
        foreach (var remark in chunk.Remarks) diagnostics.Add($"line {chunk.LineNumber(remark.Line)}", remark.Message);
        var (marks, pointers) = (0, 0);
        for (var i = 0; i < chunk.Count; i++)
        {
            while (marks < chunk.Marks.Count && chunk.Marks[marks].Record == i) Take(chunk.Marks[marks++], chunk);
            ref readonly var record = ref chunk.Records[i];
            if (_current is null || _head is not null || record.Minutes < 0 || _continues || _lastWasInMessage || _inMessage || _cut || _current.MayBeAmongFirst(record.Id))
                TakeSpecial(record, chunk, chunk.Lines[i]);
            else _current.Add(record);
            if (pointers < chunk.Pointers.Count && chunk.Pointers[pointers].Record == i) _current!.Keep(record.Group, chunk.Pointers[pointers++].Pointers);
            _foreign = false;
        }
        while (marks < chunk.Marks.Count) Take(chunk.Marks[marks++], chunk);
    }

    /// <summary>The text is over.</summary>
    /// <param name="total">Its bytes.</param>
    public void Finish(long total)
    {
        CloseHeadWithoutGoroutines();
        if (_current is not null && (_cut || total == PprofLimit && !_current.Cut)) MarkCut(total);
        if (_tooMany > 0) diagnostics.Add(null, $"{_tooMany} snapshots beyond {limits.MaxSnapshots} (ReaderLimits.MaxSnapshots) are left out");
    }

    /// <summary>Size at which net/http/pprof and runtime/pprof stop to write a dump (<c>writeGoroutineStacks</c>, runtime/pprof/pprof.go).</summary>
    private const long PprofLimit = 64 << 20;

    private void MarkCut(long total)
    {
        _current!.Cut = true;
        diagnostics.Add(null, "the dump ends in the middle of a goroutine"
            + (total == PprofLimit ? ", at 64 MiB, where net/http/pprof stops writing" : "")
            + $"; {_current.Total} goroutines are kept{(_currentEndsHalf ? ", the last as far as it goes" : "")}, those behind are missing");
    }

    private void TakeSpecial(in GoroutineRecord record, Chunk chunk, int line)
    {
        var starts = Starts(record);
        if (_lastWasInMessage && record.Minutes == GoroutineRecord.Running && !_foreign && _current is not null)
        {
            _current.RemoveLast();
            starts = false;
        }
        _lastWasInMessage = _inMessage;
        _inMessage = false;
        if (starts) Open(chunk.LineNumber(line), chunk.TimeOf(line) ?? _timeAbove);
        _currentEndsHalf = _cut;
        if (_continues) _current!.AddOrReplace(record);
        else _current!.Add(record);
        _timeAbove = null;
    }

    private bool Starts(in GoroutineRecord record)
    {
        if (_current is null || _head is not null) return true;
        if (_continues) return false;
        if (record.Minutes != GoroutineRecord.Running) return _current.IsAmongFirst(record.Id);

        // Two threads that throw at once print one text: the goroutine of the second comes behind the others.
        return _foreign || _current.Crash is null;
    }

    private void Open(long line, DateTimeOffset? time)
    {
        _current = new(source, limits, _head is null ? line : _headLine, _head, time);
        _head = null;
        _foreign = false;
        Keep(_current);
    }

    private void Keep(SnapshotBuilder snapshot)
    {
        if (_snapshots.Count < limits.MaxSnapshots) _snapshots.Add(snapshot);
        else _tooMany++;
    }

    private void Take(Mark mark, Chunk chunk)
    {
        switch (mark.Kind)
        {
            case MarkKind.CrashHead when !_continues:
                CloseHeadWithoutGoroutines();
                _head = new(mark.Crash, mark.Text);
                _headLine = chunk.LineNumber(mark.Line);
                break;
            case MarkKind.RunningTest:
                _head?.RunningTests.Add(mark.Text);
                break;
            case MarkKind.ExitStatus:
                TakeExitStatus(mark.Number);
                break;
            case MarkKind.TestKilled when _current?.Crash is { Kind: CrashKind.Signal } crash:
                crash.Kind = CrashKind.TestTimeout;
                break;
            case MarkKind.Foreign:
                _foreign = true;
                break;
            case MarkKind.LineAbove:
                _timeAbove = LogTime.AtStart(Encoding.UTF8.GetBytes(mark.Text));
                break;
            case MarkKind.Continuation when _current?.Crash is not null:
                _continues = true;
                break;
            case MarkKind.InMessage:
                _inMessage = true;
                break;
            case MarkKind.Cut:
                _cut = true;
                break;
        }
    }

    private void TakeExitStatus(int status)
    {
        var crash = _head ?? _current?.Crash;
        if (crash is not null) crash.ExitStatus ??= status;
        CloseHeadWithoutGoroutines();
        _continues = false;
    }

    // "fatal error: no goroutines (main called runtime.Goexit) - deadlock!" comes without any; so does a panic with GOTRACEBACK=none.
    // A line that only looks like a crash's is dropped.
    private void CloseHeadWithoutGoroutines()
    {
        if (_head is not null && (_head.Kind == CrashKind.Deadlock || _head.ExitStatus is not null))
        {
            _current = new(source, limits, _headLine, _head, time: null);
            Keep(_current);
        }
        _head = null;
    }
}
