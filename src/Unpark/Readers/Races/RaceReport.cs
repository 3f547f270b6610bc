using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Unpark.Model;

namespace Unpark.Readers.Races;

/// <summary>One report while its lines come in; then the next.</summary>
internal sealed class RaceReport(RaceStacks stacks)
{
    private const int MaxParts = 16;

    private readonly RaceStackLines _stack = new(stacks);
    private readonly List<RaceAccess> _accesses = [];
    private readonly List<RaceCreator> _creators = [];
    private RaceLocation? _location;
    private Part _part;
    private bool _write;
    private bool _finished;
    private ulong _address;
    private long _goroutine;

    private enum Part
    {
        None,
        Access,
        Creator,
        Location,
    }

    /// <summary>Of "WARNING: DATA RACE".</summary>
    public long Line { get; private set; }

    /// <summary>Forgets the report before.</summary>
    public void Begin(long line)
    {
        EndPart();
        Line = line;
        _accesses.Clear();
        _creators.Clear();
        _location = null;
    }

    /// <summary>False for a line that has no place in a report.</summary>
    public bool Read(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return true;
        if (text[0] == ' ') return _part != Part.None && _stack.Read(text);
        return TryOpenAccess(text) || TryOpenCreator(text) || TryReadLocation(text);
    }

    /// <summary>Null when not even one access was read.</summary>
    public Race? ToRace()
    {
        EndPart();
        if (_accesses.Count == 0) return null;
        return new(_accesses[0], [.. CollectionsMarshal.AsSpan(_accesses)[1..]], [.. _creators], Line) { Location = _location };
    }

    // "Previous write at 0x00c00005a090 by goroutine 7:"
    private bool TryOpenAccess(ReadOnlySpan<byte> text)
    {
        var rest = text;
        var previous = TrySkip(ref rest, "Previous "u8);
        bool write;
        if (TrySkip(ref rest, previous ? "write"u8 : "Write"u8)) write = true;
        else if (TrySkip(ref rest, previous ? "read"u8 : "Read"u8)) write = false;
        else return false;
        if (!TrySkip(ref rest, " at 0x"u8) || !TryReadHex(ref rest, out var address)) return false;
        if (!TrySkip(ref rest, " by "u8) || !TryReadGoroutine(rest, out var goroutine)) return false;

        EndPart();
        _part = Part.Access;
        (_write, _address, _goroutine) = (write, address, goroutine);
        return true;
    }

    // "Goroutine 7 (finished) created at:"
    private bool TryOpenCreator(ReadOnlySpan<byte> text)
    {
        if (!TrySkip(ref text, "Goroutine "u8) || !TryReadNumber(ref text, out var goroutine)) return false;
        var finished = text.SequenceEqual(" (finished) created at:"u8);
        if (!finished && !text.SequenceEqual(" (running) created at:"u8)) return false;

        EndPart();
        _part = Part.Creator;
        (_goroutine, _finished) = (goroutine, finished);
        return true;
    }

    // "Heap block of size 8 at 0x00c00001 allocated by main goroutine:", then a stack
    // "Global var main.total of size 8 at 0x00000060b298 declared at /app/main.go:12"
    private bool TryReadLocation(ReadOnlySpan<byte> text)
    {
        var heap = text.StartsWith("Heap block of size "u8);
        if (!heap && !text.StartsWith("Global var "u8)) return false;
        var at = text.IndexOf(" at 0x"u8);
        if (at < 0) return false;

        EndPart();
        var declared = text.LastIndexOf(" declared at "u8);
        var place = heap || declared < 0 ? null : RaceStacks.ToFrame([], text[(declared + " declared at "u8.Length)..]);
        _location = new(Encoding.UTF8.GetString(text[..at]), place, CallStack.Empty);
        _part = heap ? Part.Location : Part.None;
        return true;
    }

    private void EndPart()
    {
        var stack = _stack.Take();
        if (_part == Part.Access && _accesses.Count < MaxParts) _accesses.Add(new(_write, _address, _goroutine, stack));
        if (_part == Part.Creator && _creators.Count < MaxParts) _creators.Add(new(_goroutine, _finished, stack));
        if (_part == Part.Location) _location = _location! with { AllocatedAt = stack };
        _part = Part.None;
    }

    // "goroutine 7:", "main goroutine:"
    private static bool TryReadGoroutine(ReadOnlySpan<byte> text, out long goroutine)
    {
        goroutine = 0;
        if (text.SequenceEqual("main goroutine:"u8)) return true;
        return TrySkip(ref text, "goroutine "u8) && TryReadNumber(ref text, out goroutine) && text.SequenceEqual(":"u8);
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> start)
    {
        if (!text.StartsWith(start)) return false;
        text = text[start.Length..];
        return true;
    }

    private static bool TryReadNumber(ref ReadOnlySpan<byte> text, out long number)
    {
        if (!Utf8Parser.TryParse(text, out number, out var length) || number < 0) return false;
        text = text[length..];
        return true;
    }

    private static bool TryReadHex(ref ReadOnlySpan<byte> text, out ulong number)
    {
        var length = text.IndexOf((byte)' ');
        if (length < 0 || !ulong.TryParse(text[..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number))
        {
            number = 0;
            return false;
        }
        text = text[length..];
        return true;
    }
}
