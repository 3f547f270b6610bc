using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Unpark.Model;
using Unpark.Readers.Tracebacks.Grammar;
using Unpark.Readers.Tracebacks.Groups;

namespace Unpark.Readers.Tracebacks;

/// <summary>What became of a line inside a goroutine.</summary>
internal enum LineUse
{
    Taken,

    /// <summary>It belongs here, but something is missing; the goroutine is kept without that frame.</summary>
    Broken,

    /// <summary>No traceback has such a line.</summary>
    Foreign,
}

/// <summary>The goroutine being read, line by line. Reused for the next.</summary>
internal sealed class OpenGoroutine(GroupTable table, ReaderLimits limits)
{
    private static readonly SearchValues<byte> HexWord = SearchValues.Create("0123456789abcdefx"u8);

    private readonly GroupKey _key = new();
    private readonly FrameCache _frames = new(table);
    private GoroutineRecord _record;
    private FirstArguments _arguments;
    private readonly PointerBuffer _pointers = new();
    private AncestorKey? _ancestor;

    private byte[] _pending = new byte[256];
    private int _pendingLength;
    private PendingKind _pendingKind;
    private bool _pendingInlined;
    private int _leftOut;
    private bool _creatorPlaced;
    private bool _lastIsMain;
    private bool _anyBroken;

    private enum PendingKind
    {
        None,
        Function,
        Creator,

        /// <summary>A line that may be the name of a C function, which the next line decides.</summary>
        Maybe,
    }

    /// <summary>0-based line of the header in the current chunk.</summary>
    public int HeaderAt { get; set; }

    /// <summary>The header stands inside a panic's message.</summary>
    public bool InMessage { get; private set; }

    /// <summary>Consecutive lines that were not understood.</summary>
    public int ForeignRun { get; private set; }

    /// <summary>The creator was read, with its place: nothing but ancestors can follow.</summary>
    public bool IsComplete => _creatorPlaced;

    /// <summary>What to say of a broken line.</summary>
    public string Complaint { get; private set; } = "";

    public bool HasPendingFunction => _pendingKind is PendingKind.Function or PendingKind.Creator;

    public bool HasFrames => _key.FrameCount > 0;

    public bool IsWellFormed => _key.FrameCount > 0 && !_anyBroken && !HasPendingFunction;

    public void Begin(in HeaderLine header, int line, bool inMessage)
    {
        HeaderAt = line;
        InMessage = inMessage;
        ForeignRun = _pendingLength = _leftOut = 0;
        _pendingKind = PendingKind.None;
        _creatorPlaced = _anyBroken = _lastIsMain = false;
        _ancestor = null;
        _arguments = default;
        _pointers.Clear();
        _key.Clear();
        _key.State = _frames.State(header.Status);
        _key.Labels = table.Labels(header.Labels);
        _key.LockedToThread = header.LockedToThread;
        _key.SynctestBubble = header.SynctestBubble;
        _record = new() { Id = header.Id, Minutes = header.IsRunning ? GoroutineRecord.Running : header.Minutes };
    }

    public LineUse Take(ReadOnlySpan<byte> line)
    {
        var use = line[0] switch
        {
            (byte)'\t' => TakePlace(line[1..]),
            (byte)'.' when FrameLine.TryElided(line, out var count) => TakeElided(count),
            (byte)'[' when TryAncestor(line) => LineUse.Taken,
            (byte)'c' when line.StartsWith("created by "u8) => TakeCreator(line),
            (byte)' ' when HasPendingFunction && line.StartsWith("    "u8) => TakePlace(line.TrimStart((byte)' ')),
            (byte)'n' when line.StartsWith("non-Go function at pc=0x"u8) => LineUse.Taken,
            _ => TakeFunction(line),
        };
        ForeignRun = use == LineUse.Foreign ? ForeignRun + 1 : 0;
        return use;
    }

    /// <summary>Drops a function without a place, and says so in <see cref="Complaint"/>.</summary>
    public LineUse DropPending(ReadOnlySpan<byte> found)
    {
        var function = Encoding.UTF8.GetString(_pending.AsSpan(0, Math.Min(_pendingLength, 200)));
        Complaint = $"expected \"<file>:<line>\" after {function}, found \"{Encoding.UTF8.GetString(found[..Math.Min(found.Length, 80)])}\"; "
            + $"goroutine {_record.Id} kept without this frame";
        _pendingKind = PendingKind.None;
        _anyBroken = true;
        return LineUse.Broken;
    }

    /// <summary>The text ends here: in the middle of this goroutine?</summary>
    /// <param name="unterminated">The last line has no line feed.</param>
    public bool IsCut(bool unterminated) =>
        HasPendingFunction || _key.FrameCount == 0 && _record.Minutes != GoroutineRecord.RunningElsewhere
        || unterminated && (ForeignRun > 0 || _pendingKind == PendingKind.Maybe || !_creatorPlaced && !_lastIsMain);

    public GoroutineRecord Close(out int lockFrame)
    {
        if (_leftOut > 0) Elide(_leftOut, _key.FrameCount);
        _record.Group = table.Group(_key, out lockFrame);
        if (lockFrame >= 0) _record.WaitsOn = _arguments[lockFrame];
        return _record;
    }

    /// <summary>Null when no frame prints one that is sure.</summary>
    public StackPointers? Pointers() => _pointers.Of(_record.Id);

    /// <summary>As far as it goes: its stack says that frames are missing at the end.</summary>
    public GoroutineRecord CloseCut()
    {
        _pendingKind = PendingKind.None;
        _ancestor = null;
        Elide(-1, _key.FrameCount);
        return Close(out _);
    }

    private LineUse TakeFunction(ReadOnlySpan<byte> line)
    {
        if (IsRuntimeNote(line)) return LineUse.Taken;
        if (!FrameLine.TryFunction(line, out var name, out var arguments))
        {
            if (_pendingKind is PendingKind.None && !_creatorPlaced) SetPending(PendingKind.Maybe, line);
            return LineUse.Foreign;
        }
        if (_creatorPlaced && _ancestor is null) return LineUse.Foreign;
        var use = HasPendingFunction ? DropPending(line) : LineUse.Taken;
        SetPending(PendingKind.Function, name);
        SetArguments(arguments);
        return use;
    }

    private void SetArguments(ReadOnlySpan<byte> arguments)
    {
        _pendingInlined = _ancestor is null && arguments.SequenceEqual("..."u8);
        if (_ancestor is not null) return;
        if (_key.FrameCount < FirstArguments.Count) _arguments[_key.FrameCount] = FrameLine.Address(arguments);
        _pointers.Add(_key.FrameCount, arguments);
    }

    // "runtime: g 7: unexpected return pc for main.f called from 0x0", "stack: frame={...}" and the words in hexadecimal below it.
    private static bool IsRuntimeNote(ReadOnlySpan<byte> line) => line[0] switch
    {
        (byte)'r' => line.StartsWith("runtime: "u8),
        (byte)'s' => line.StartsWith("stack: frame={"u8),
        (byte)'0' => line.IndexOf(": "u8) is var colon and > 0 && !line[..colon].ContainsAnyExcept(HexWord),
        _ => false,
    };

    private LineUse TakeCreator(ReadOnlySpan<byte> line)
    {
        var use = HasPendingFunction ? DropPending(line) : LineUse.Taken;
        FrameLine.Creator(line["created by ".Length..], out var name, out var id);
        if (_ancestor is null) _record.CreatorId = id;
        SetPending(PendingKind.Creator, name);
        _pendingInlined = false;
        return use;
    }

    private LineUse TakePlace(ReadOnlySpan<byte> text)
    {
        if (_pendingKind == PendingKind.None)
        {
            if (!text.StartsWith("goroutine running on other thread; stack unavailable"u8)) return LineUse.Foreign;
            if (_record.Minutes == GoroutineRecord.Running) _record.Minutes = GoroutineRecord.RunningElsewhere;
            return LineUse.Taken;
        }
        if (!FrameLine.TryPlace(text, out var file, out var line, out var hasOffset, out var isC) || _pendingKind == PendingKind.Maybe && !isC)
            return HasPendingFunction ? DropPending(text) : LineUse.Foreign;
        var function = _pending.AsSpan(0, _pendingLength);
        var frame = _frames.Frame(function, file, line, _pendingInlined && !hasOffset);
        _lastIsMain = hasOffset && (function.SequenceEqual("main.main"u8) || function.SequenceEqual("runtime.goexit"u8));
        if (_pendingKind == PendingKind.Creator) PlaceCreator(frame);
        else PlaceFrame(frame);
        if (_record.Minutes == GoroutineRecord.Running && _key.FrameCount == 1 && LeavesSyscall(function)) _record.Minutes = GoroutineRecord.RunningElsewhere;
        _pendingKind = PendingKind.None;
        return LineUse.Taken;
    }

    // On its way out of a system call a goroutine is running for a moment, even while the world is stopped for somebody else's dump
    // (tracebacksomeothers, runtime/traceback.go, Go 1.27).
    private static bool LeavesSyscall(ReadOnlySpan<byte> function) =>
        function.StartsWith("syscall."u8) || function.StartsWith("internal/runtime/syscall"u8) || function.StartsWith("golang.org/x/sys/"u8) || function.IndexOf("._Cfunc_"u8) >= 0;

    private void PlaceCreator(int frame)
    {
        if (_ancestor is not null) _ancestor.Creator = frame;
        else _key.Creator = frame;
        _creatorPlaced = true;
    }

    private void PlaceFrame(int frame)
    {
        if ((_ancestor?.FrameCount ?? _key.FrameCount) >= limits.MaxFrames) _leftOut++;
        else if (_ancestor is not null) _ancestor.AddFrame(frame);
        else _key.AddFrame(frame);
    }

    private LineUse TakeElided(int count)
    {
        Elide(count, _ancestor?.FrameCount ?? _key.FrameCount);
        return LineUse.Taken;
    }

    private void Elide(int count, int at)
    {
        if (_ancestor is not null) (_ancestor.Elided, _ancestor.ElidedAt) = (count, at);
        else (_key.Elided, _key.ElidedAt) = (count, at);
    }

    private bool TryAncestor(ReadOnlySpan<byte> line)
    {
        var opening = "[originating from goroutine "u8;
        if (!line.StartsWith(opening) || !line.EndsWith("]:"u8)) return false;
        if (!Utf8Parser.TryParse(line[opening.Length..], out long id, out _)) return false;
        _ancestor = new(id);
        _key.Add(_ancestor);
        return true;
    }

    private void SetPending(PendingKind kind, ReadOnlySpan<byte> name)
    {
        if (_pending.Length < name.Length) _pending = new byte[Math.Max(name.Length, _pending.Length * 2)];
        name.CopyTo(_pending);
        _pendingLength = name.Length;
        _pendingKind = kind;
    }
}
