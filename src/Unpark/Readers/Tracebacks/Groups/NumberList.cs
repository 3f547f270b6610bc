namespace Unpark.Readers.Tracebacks.Groups;

/// <summary>Numbers that grow at the end and are reused.</summary>
internal sealed class NumberList
{
    private int[] _numbers = new int[64];

    public int Count { get; private set; }

    public Span<int> Span => _numbers.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int number)
    {
        if (Count == _numbers.Length)
        {
            var larger = new int[Count * 2];
            _numbers.CopyTo(larger, 0);
            _numbers = larger;
        }
        _numbers[Count++] = number;
    }
}
