using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unpark.Readers.Logs;
using Unpark.Readers.Tracebacks.Chunks;
using Unpark.Readers.Tracebacks.Grammar;
using Unpark.Readers.Tracebacks.Groups;

namespace Unpark.Readers.Tracebacks;

internal sealed partial class TracebackParser
{
    /// <summary>By hash of a goroutine in its usual form: 16 x its group + 1 + the frame that holds the lock it waits for (0: none).</summary>
    private readonly HashIndex _known = new();

    /// <summary>
    /// Reads a goroutine written the usual way, whose stack was met before: header, pairs of function and place, a pair
    /// for the creator, an empty line. All that tells it from others goes into one hash.
    /// </summary>
    /// <returns>
    /// False for any other form, for a goroutine not met before, which is then read line by line and remembered by its hash, and for
    /// the next few like it, whose pointers are kept.
    /// </returns>
    private bool TryUsual(ref int at)
    {
        var text = _chunk.Text.AsSpan(0, _chunk.End);
        if (!text[at..].StartsWith(WrappedHeader.Opening)) return false;
        Unsafe.SkipInit(out GoroutineRecord record);
        Unsafe.SkipInit(out ArgumentOffsets offsets);
        record.CreatorId = 0;
        var hash = LineHash.Seed;
        if (!TryHashHeader(text, at, ref hash, ref record, out var below)
            || !TryHashStack(text, below, ref hash, ref offsets, ref record.CreatorId, out var end, out var lines)) return false;
        if (!_known.TryGet(hash, out var known))
        {
            _usualHash = hash;
            return false;
        }
        record.Group = (int)(known >> 4);
        if (_samples.Wants(record.Group)) return false;
        var lockFrame = (int)(known & 15) - 1;
        record.WaitsOn = lockFrame < 0 ? 0 : AddressAt(text, offsets[lockFrame]);
        if (_foreignSinceRecord || _lineAboveLength > 0 || _inMessage) MarkWhatStandsAbove();
        _chunk.Add(record, _line);
        _blankBefore = true;
        _line += lines + 1;
        at = end;
        return true;
    }

    private void Remember(ulong hash, int group, int lockFrame) => _known.Add(hash, (long)group << 4 | (uint)(lockFrame + 1));

    // "goroutine 17 [chan receive]:" and "goroutine 17 [chan receive, 3 minutes]:"; all other forms take the long way.
    private static bool TryHashHeader(ReadOnlySpan<byte> text, int at, ref ulong hash, ref GoroutineRecord record, out int below)
    {
        ref var line = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        var length = LineScan.Measure(ref line, (byte)']', out var close);
        below = at + length + 1;
        var (id, open) = (0L, HeaderLine.Opening.Length);
        for (; (uint)(Unsafe.Add(ref line, open) - '0') <= 9 && open < 28; open++) id = id * 10 + (Unsafe.Add(ref line, open) - '0');
        open += 2;
        if (close != length - 2 || Unsafe.Add(ref line, open - 2) != ' ' || Unsafe.Add(ref line, open - 1) != '[' || open >= close || open == HeaderLine.Opening.Length + 2)
            return TryHashAnyHeader(text.Slice(at, length), ref hash, ref record);

        var status = text.Slice(at + open, close - open);
        record.Id = id;
        record.Minutes = 0;
        if (status[^1] == 's' && status.EndsWith(" minutes"u8))
        {
            var comma = status.IndexOf((byte)',');
            if (comma <= 0 || !TryMinutes(status[(comma + 1)..], out record.Minutes)) return TryHashAnyHeader(text.Slice(at, length), ref hash, ref record);
            status = status[..comma];
        }
        else if (status.ContainsAny((byte)',', (byte)'{')) return TryHashAnyHeader(text.Slice(at, length), ref hash, ref record);
        if (status.StartsWith("running"u8)) return false; // whether it opens a dump depends on its stack
        hash = LineHash.Of(ref Unsafe.Add(ref line, open), status.Length, hash);
        return true;
    }

    // " 3 minutes", up to six digits.
    private static bool TryMinutes(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        var i = 1;
        for (; i < text.Length && i < 7 && (uint)(text[i] - '0') <= 9; i++) minutes = minutes * 10 + (text[i] - '0');
        return i > 1 && text.Length == i + " minutes".Length;
    }

    private static bool TryHashAnyHeader(ReadOnlySpan<byte> line, ref ulong hash, ref GoroutineRecord record)
    {
        if (!HeaderLine.TryParse(line, out var header) || header.IsRunning) return false;
        record.Id = header.Id;
        record.Minutes = header.Minutes;
        hash = LineHash.Of(header.Status, hash) + (header.LockedToThread ? 1u : 0u) + ((ulong)header.SynctestBubble + 1) * 2;
        if (!header.Labels.IsEmpty) hash = LineHash.Of(header.Labels, hash);
        return true;
    }

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
