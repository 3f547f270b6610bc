using System.Runtime.InteropServices;

namespace Unpark.Readers.Tracebacks;

/// <summary>What makes two goroutines one group, in numbers of a <see cref="GroupTable"/>. Reused from goroutine to goroutine.</summary>
internal sealed class GroupKey
{
    private const int Fixed = 7;

    private readonly List<int> _numbers = [.. new int[Fixed]];

    private readonly List<AncestorKey> _ancestors = [];
    private List<int> _key = [];

    public static IEqualityComparer<int[]> Comparer { get; } = new NumbersComparer();

    public int State { get => _numbers[0]; set => _numbers[0] = value; }

    public bool LockedToThread { get => _numbers[1] != 0; set => _numbers[1] = value ? 1 : 0; }

    public long SynctestBubble { get; set; } = -1;

    public int Labels { get => _numbers[3]; set => _numbers[3] = value; }

    public int Creator { get => _numbers[4]; set => _numbers[4] = value; }

    public int Elided { get => _numbers[5]; set => _numbers[5] = value; }

    public int ElidedAt { get => _numbers[6]; set => _numbers[6] = value; }

    public ReadOnlySpan<int> Frames => CollectionsMarshal.AsSpan(_numbers)[Fixed..];

    public int FrameCount => _numbers.Count - Fixed;

    public IReadOnlyList<AncestorKey> Ancestors => _ancestors;

    /// <summary>All of it as one sequence. Ancestors count with their stacks, not with their numbers: those differ from goroutine to goroutine.</summary>
    public ReadOnlySpan<int> Numbers
    {
        get
        {
            _numbers[2] = SynctestBubble.GetHashCode();
            if (_ancestors.Count == 0) return CollectionsMarshal.AsSpan(_numbers);
            _key = [.. _numbers];
            foreach (var ancestor in _ancestors) _key.AddRange([-2, ancestor.Creator, ancestor.Elided, .. ancestor.Frames]);
            return CollectionsMarshal.AsSpan(_key);
        }
    }

    public void Clear()
    {
        CollectionsMarshal.SetCount(_numbers, Fixed);
        CollectionsMarshal.AsSpan(_numbers).Clear();
        SynctestBubble = Creator = -1;
        _ancestors.Clear();
    }

    public void AddFrame(int frame) => _numbers.Add(frame);

    public void Add(AncestorKey ancestor) => _ancestors.Add(ancestor);

    private sealed class NumbersComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(int[] numbers) => GetHashCode(numbers.AsSpan());

        public int GetHashCode(ReadOnlySpan<int> numbers)
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(numbers));
            return hash.ToHashCode();
        }
    }
}

/// <summary>One "[originating from goroutine N]:" block in numbers.</summary>
internal sealed class AncestorKey(long id)
{
    private readonly List<int> _frames = [];

    public long Id { get; } = id;

    public int Creator { get; set; } = -1;

    public int Elided { get; set; }

    public int ElidedAt { get; set; }

    public ReadOnlySpan<int> Frames => CollectionsMarshal.AsSpan(_frames);

    public int FrameCount => _frames.Count;

    public void AddFrame(int frame) => _frames.Add(frame);
}
