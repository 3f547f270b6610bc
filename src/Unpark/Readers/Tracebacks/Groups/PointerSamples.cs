namespace Unpark.Readers.Tracebacks.Groups;

/// <summary>Of which goroutines one parser keeps the pointers: the first few of each group, for what they are used for needs no more.</summary>
internal sealed class PointerSamples
{
    private const int OfGroup = 32;

    /// <summary>Reading them costs several times what knowing a goroutine again does, so a dump of many stacks does with fewer of each, ...</summary>
    private const int Freely = 2_000, OfGroupBeyond = 4;

    /// <summary>... and one of a million different stacks without most.</summary>
    private const int Most = 10_000;

    private byte[] _taken = new byte[256];
    private int _count;

    public bool Wants(int group) => _count < Most && (group >= _taken.Length || _taken[group] < (_count < Freely ? OfGroup : OfGroupBeyond));

    public void Take(int group)
    {
        if (group >= _taken.Length) Array.Resize(ref _taken, Math.Max(_taken.Length * 2, group + 1));
        _taken[group]++;
        _count++;
    }
}
