using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unpark.Readers.Tracebacks;

internal sealed partial class TracebackParser
{
    private readonly Dictionary<ulong, (int Group, int LockFrame)> _known = [];

    /// <summary>
    /// Reads a goroutine written the usual way, whose stack was met before: header, pairs of function and place, a pair
    /// for the creator, an empty line. All that tells it from others goes into one hash.
    /// </summary>
    /// <returns>False for any other form, and for a goroutine not met before, which is then read line by line and remembered by its hash.</returns>
    private bool TryUsual(ref int at)
    {
        var text = _chunk.Text.AsSpan(0, _chunk.End);
        if (!text[at..].StartsWith(HeaderLine.Opening)) return false;
        var length = text[at..].IndexOf((byte)'\n');
        if (!HeaderLine.TryParse(text.Slice(at, length), out var header)) return false;
        var record = new GoroutineRecord { Id = header.Id, Minutes = header.IsRunning ? GoroutineRecord.Running : header.Minutes };
        var hash = LineHash.Of(header.Status, header.LockedToThread ? 1u : 0u) + (ulong)header.SynctestBubble;
        if (!header.Labels.IsEmpty) hash = LineHash.Of(header.Labels, hash);

        Unsafe.SkipInit(out ArgumentOffsets offsets);
        if (!TryHashStack(text, at + length + 1, ref hash, ref offsets, ref record.CreatorId, out var end, out var lines)) return false;
        if (!_known.TryGetValue(hash, out var known))
        {
            _usualHash = hash;
            return false;
        }
        record.Group = known.Group;
        if (known.LockFrame >= 0) record.WaitsOn = AddressAt(text, offsets[known.LockFrame]);
        if (_foreignSinceRecord || _lineAboveLength > 0 || _inMessage) MarkWhatStandsAbove();
        _chunk.Add(record, _line);
        _blankBefore = true;
        _line += lines + 1;
        at = end;
        return true;
    }

    private void Remember(ulong hash, int group, int lockFrame) => _known[hash] = (group, lockFrame);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryHashStack(
        ReadOnlySpan<byte> text, int at, ref ulong hash, ref ArgumentOffsets offsets, ref long creatorId, out int end, out int lines)
    {
        ref var bytes = ref MemoryMarshal.GetReference(text);
        var sum = hash;
        var frames = 0;
        end = lines = 0;
        while (at < text.Length)
        {
            ref var line = ref Unsafe.Add(ref bytes, at);
            if (line == '\n')
            {
                hash = sum;
                end = at + 1;
                lines = frames * 2 + 1;
                return frames > 0;
            }
            var length = LineScan.Measure(ref line, (byte)'(', out var open);
            if (Unsafe.Add(ref line, length - 1) == ')' && open > 0)
            {
                // "(...)" of an inlined call counts, other arguments do not.
                sum = LineHash.Of(ref line, open, sum + (Unsafe.Add(ref line, open + 1) == '.' ? 1u : 0u));
                if (frames < FirstArguments.Count) offsets[frames] = at + open + 1;
            }
            else if (line != 'c' || !TryHashCreator(text.Slice(at, length), ref sum, ref creatorId)) return false;
            at += length + 1;
            if (at >= text.Length) return false;

            line = ref Unsafe.Add(ref bytes, at);
            if (line != '\t') return false;
            length = LineScan.Measure(ref line, (byte)' ', out var blank);
            sum = LineHash.Of(ref line, PlaceLength(ref line, length, blank), sum);
            at += length + 1;
            frames++;
        }
        return false;
    }

    // "\t/app/main.go:30 +0x1d": everything before the offset. Without one the whole line; at level system more numbers follow.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceLength(ref byte line, int length, int blank)
    {
        if (blank < 0) return length;
        return Unsafe.Add(ref line, blank + 1) == '+' && Unsafe.Add(ref line, blank + 2) == '0' && Unsafe.Add(ref line, blank + 3) == 'x'
            ? blank : UnusualPlaceLength(MemoryMarshal.CreateReadOnlySpan(ref line, length));
    }

    private static int UnusualPlaceLength(ReadOnlySpan<byte> line)
    {
        var offset = line.LastIndexOf(" +0x"u8);
        if (offset < 0) offset = line.LastIndexOf(" fp=0x"u8);
        return offset < 0 ? line.Length : offset;
    }

    private static bool TryHashCreator(ReadOnlySpan<byte> line, ref ulong hash, ref long creatorId)
    {
        if (!line.StartsWith("created by "u8)) return false;
        FrameLine.Creator(line["created by ".Length..], out var name, out creatorId);
        hash = LineHash.Of(name, ~hash);
        return true;
    }

    private static ulong AddressAt(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[at..];
        return FrameLine.Address(rest[..rest.IndexOf((byte)')')]);
    }

    [InlineArray(FirstArguments.Count)]
    private struct ArgumentOffsets
    {
        private int _first;
    }
}
