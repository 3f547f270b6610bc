namespace Unpark.Readers.Tracebacks.Groups;

/// <summary>What makes two goroutines one group, in numbers of a <see cref="GroupTable"/>. Reused from goroutine to goroutine.</summary>
internal sealed class GroupKey
{
    private const int Fixed = 8;

    private readonly NumberList _numbers = new();
    private readonly NumberList _withAncestors = new();
    private readonly List<AncestorKey> _ancestors = [];

    public GroupKey() => Clear();

    public int State { get => _numbers.Span[0]; set => _numbers.Span[0] = value; }

    public bool LockedToThread { get => _numbers.Span[1] != 0; set => _numbers.Span[1] = value ? 1 : 0; }

    /// <summary>-1 outside of one.</summary>
    public long SynctestBubble
    {
        get => (long)_numbers.Span[2] << 32 | (uint)_numbers.Span[3];
        set => (_numbers.Span[2], _numbers.Span[3]) = ((int)(value >> 32), (int)value);
    }

    public int Labels { get => _numbers.Span[4]; set => _numbers.Span[4] = value; }

    /// <summary>-1 without one.</summary>
    public int Creator { get => _numbers.Span[5]; set => _numbers.Span[5] = value; }

    public int Elided { get => _numbers.Span[6]; set => _numbers.Span[6] = value; }

    public int ElidedAt { get => _numbers.Span[7]; set => _numbers.Span[7] = value; }

    public ReadOnlySpan<int> Frames => _numbers.Span[Fixed..];

    public int FrameCount => _numbers.Count - Fixed;

    public IReadOnlyList<AncestorKey> Ancestors => _ancestors;

    /// <summary>All of it as one sequence. Ancestors count with their stacks, not with their numbers: those differ from goroutine to goroutine.</summary>
    public ReadOnlySpan<int> Numbers
    {
        get
        {
            if (_ancestors.Count == 0) return _numbers.Span;
            _withAncestors.Clear();
            foreach (var number in _numbers.Span) _withAncestors.Add(number);
            foreach (var ancestor in _ancestors) ancestor.AppendTo(_withAncestors);
            return _withAncestors.Span;
        }
    }

    public void Clear()
    {
        _numbers.Clear();
        for (var i = 0; i < Fixed; i++) _numbers.Add(0);
        SynctestBubble = Creator = -1;
        _ancestors.Clear();
    }

    public void AddFrame(int frame) => _numbers.Add(frame);

    public void Add(AncestorKey ancestor) => _ancestors.Add(ancestor);
}

/// <summary>One "[originating from goroutine N]:" block in numbers.</summary>
internal sealed class AncestorKey(long id)
{
    private readonly NumberList _frames = new();

    public long Id { get; } = id;

    public int Creator { get; set; } = -1;

    public int Elided { get; set; }

    public int ElidedAt { get; set; }

    public ReadOnlySpan<int> Frames => _frames.Span;

    public int FrameCount => _frames.Count;

    public void AddFrame(int frame) => _frames.Add(frame);

    public void AppendTo(NumberList numbers)
    {
        numbers.Add(-2);
        numbers.Add(Creator);
        numbers.Add(Elided);
        foreach (var frame in Frames) numbers.Add(frame);
    }
}
