using System.Runtime.InteropServices;
using Unpark.Model;

namespace Unpark.Readers.Traces;

/// <summary>The strings and stacks that events name by id: of one generation, or of a whole trace of format 1.21 and before. Points into its bytes.</summary>
internal sealed class TraceDictionary(TraceStacks stacks, TraceReasonTable reasons, ReaderLimits limits)
{
    private readonly IdTable _stringIds = new();
    private readonly List<ReadOnlyMemory<byte>> _strings = [];
    private readonly List<short> _reasons = [];
    private readonly IdTable _stackIds = new();
    private readonly List<(int Frames, ReadOnlyMemory<byte> Bytes)> _stacks = [];
    private readonly List<int> _resolved = [];
    private readonly List<int> _frames = [];

    public int Strings => _strings.Count;

    /// <summary>How often somebody asked for a stack or a string that is not here: part of the trace is missing.</summary>
    public int Missing { get; private set; }

    public void AddString(ulong id, ReadOnlyMemory<byte> text)
    {
        if (_strings.Count >= limits.MaxGroups) return;
        _stringIds.Set(id, _strings.Count);
        _strings.Add(text);
        _reasons.Add(-1);
    }

    /// <param name="bytes">Four numbers a frame, leaf first: pc, function, file, line; function and file are ids of strings.</param>
    public void AddStack(ulong id, int frames, ReadOnlyMemory<byte> bytes)
    {
        if (_stacks.Count >= limits.MaxGroups) return;
        _stackIds.Set(id, _stacks.Count);
        _stacks.Add((frames, bytes));
        _resolved.Add(TraceStacks.None - 1);
    }

    /// <summary>The reason that stands in the string.</summary>
    public short Reason(ulong id)
    {
        var index = Index(_stringIds, id);
        if (index < 0) return TraceReasonTable.None;
        return _reasons[index] >= 0 ? _reasons[index] : _reasons[index] = reasons.Add(_strings[index].Span);
    }

    /// <summary>Turns a reference (<see cref="TraceStacks.Refer"/>) into an index that outlives this dictionary.</summary>
    public int Resolve(int stack)
    {
        if (!TraceStacks.IsReference(stack)) return stack;
        var index = Index(_stackIds, TraceStacks.IdOf(stack));
        if (index < 0) return TraceStacks.None;
        if (_resolved[index] < TraceStacks.None) _resolved[index] = Read(_stacks[index].Frames, _stacks[index].Bytes.Span);
        return _resolved[index];
    }

    /// <summary>As <see cref="Resolve(int)"/>, for all that a goroutine refers to.</summary>
    public void Resolve(ref TracedGoroutine g)
    {
        g.Stack = Resolve(g.Stack);
        g.Entry = Resolve(g.Entry);
        g.CreatedAt = Resolve(g.CreatedAt);
    }

    public void Clear()
    {
        _stringIds.Clear();
        _strings.Clear();
        _reasons.Clear();
        _stackIds.Clear();
        _stacks.Clear();
        _resolved.Clear();
        Missing = 0;
    }

    // Id 0 is the empty string.
    private int Index(IdTable ids, ulong id)
    {
        var index = ids.Find(id);
        if (index < 0 && id != 0) Missing++;
        return index;
    }

    private ReadOnlySpan<byte> String(ulong id) => Index(_stringIds, id) is >= 0 and var index ? _strings[index].Span : [];

    private int Read(int count, ReadOnlySpan<byte> bytes)
    {
        _frames.Clear();
        var rest = new TraceBytes(bytes);
        for (var i = 0; i < Math.Min(count, limits.MaxFrames); i++)
        {
            if (!rest.TryReadNumber(out _) || !rest.TryReadNumber(out var function) || !rest.TryReadNumber(out var file) || !rest.TryReadNumber(out var line)) break;
            _frames.Add(stacks.Frame(String(function), String(file), line));
        }
        return _frames.Count == 0 ? TraceStacks.None : stacks.Stack(CollectionsMarshal.AsSpan(_frames));
    }
}
