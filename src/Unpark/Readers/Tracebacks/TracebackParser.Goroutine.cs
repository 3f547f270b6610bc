using Unpark.Model;
using Unpark.Readers.Tracebacks.Chunks;
using Unpark.Readers.Tracebacks.Grammar;
using Unpark.Readers.Tracebacks.Groups;

namespace Unpark.Readers.Tracebacks;

internal sealed partial class TracebackParser
{
    private readonly OpenGoroutine _goroutine = new(table, limits);
    private readonly PointerSamples _samples = new();

    /// <summary>Hash of the usual form of the goroutine being read line by line, to be known by it from then on; 0 when it is not written the usual way.</summary>
    private ulong _usualHash;

    private bool TryBegin(ReadOnlySpan<byte> line)
    {
        if (!HeaderLine.TryParse(line, out var header))
        {
            if (line.EndsWith("]:"u8) && IsDigitAt(line, HeaderLine.Opening.Length))
                Say("expected \"goroutine <number> [<state>]:\", found a header that cannot be read; goroutine left out");
            return false;
        }
        var inMessage = _inMessage && !_blankBefore;
        _goroutine.Begin(header, _line, inMessage);
        _place = Place.Goroutine;
        return true;
    }

    // False when the goroutine ended before this line, which is to be taken as text.
    private bool TryTakeInGoroutine(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            End("an empty line"u8);
            _blankBefore = true;
            return true;
        }
        switch (_goroutine.Take(line))
        {
            case LineUse.Taken:
                return true;
            case LineUse.Broken:
                Say(_goroutine.Complaint);
                return true;
            case LineUse.Foreign when !_goroutine.IsComplete && _goroutine.ForeignRun < MaxForeignRun && !IsMarked(line):
                _chunk.HasOtherText = true;
                return true;
            default:
                End(line);
                return false;
        }
    }

    private static bool IsMarked(ReadOnlySpan<byte> line) =>
        HeaderLine.TryParse(line, out _) || CrashLine.TryParse(line, out _, out _) || CrashLine.TryExitStatus(line, out _) || line.SequenceEqual("-----"u8);

    private void End(ReadOnlySpan<byte> found = default)
    {
        if (_place != Place.Goroutine) return;
        _place = Place.Text;
        _blankBefore = false;
        if (_goroutine.InMessage && !_goroutine.IsWellFormed) return;
        if (_goroutine.HasPendingFunction)
        {
            _goroutine.DropPending(found);
            Say(_goroutine.Complaint);
        }
        if (_goroutine.InMessage) AddMark(MarkKind.InMessage);
        MarkWhatStandsAbove();
        _chunk.Add(_goroutine.Close(out var lockFrame), _goroutine.HeaderAt);
        var group = _chunk.Records[_chunk.Count - 1].Group;
        if (group == GroupTable.Overflow) return;
        KeepPointers(group);
        if (_usualHash != 0) Remember(_usualHash, group, lockFrame);
    }

    private void KeepPointers(int group)
    {
        if (!_samples.Wants(group)) return;
        _samples.Take(group);
        if (_goroutine.Pointers() is { } pointers) _chunk.Pointers.Add(new(_chunk.Count - 1, pointers));
    }

    private void MarkWhatStandsAbove()
    {
        if (_foreignSinceRecord) AddMark(MarkKind.Foreign);
        if (_lineAboveLength > 0) AddMark(MarkKind.LineAbove, _lineAbove.AsSpan(0, _lineAboveLength));
        _inMessage = _inRunningTests = _foreignSinceRecord = false;
        _lineAboveLength = 0;
    }

    // The text ends. A goroutine cut in the middle is kept as far as it goes, when that is a frame at least.
    private void Finish(ReadOnlySpan<byte> lastLine, bool unterminated)
    {
        if (_place != Place.Goroutine)
        {
            if (unterminated && BeginsLikeHeader(lastLine)) AddMark(MarkKind.Cut);
        }
        else if (!_goroutine.IsCut(unterminated)) End("the end"u8);
        else
        {
            var last = _line - 1;
            _chunk.Remarks.RemoveAll(remark => remark.Line == last);
            AddMark(MarkKind.Cut);
            if (!_goroutine.HasFrames) return;
            MarkWhatStandsAbove();
            _chunk.Add(_goroutine.CloseCut(), _goroutine.HeaderAt);
        }
    }

    private static bool BeginsLikeHeader(ReadOnlySpan<byte> line) =>
        !line.IsEmpty && (HeaderLine.Opening.StartsWith(line) || line.StartsWith(HeaderLine.Opening) && IsDigitAt(line, HeaderLine.Opening.Length));

    private static bool IsDigitAt(ReadOnlySpan<byte> line, int at) => at < line.Length && char.IsAsciiDigit((char)line[at]);

    private void Say(string message) => _chunk.Remarks.Add(new(_line, message));
}
