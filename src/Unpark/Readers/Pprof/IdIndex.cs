namespace Unpark.Readers.Pprof;

/// <summary>From the ids of a profile, chosen by its writer, to indexes 0, 1, 2 in the order of definition.</summary>
/// <remarks>The usual ids 1, 2, 3 take an array; others a dictionary, so that one id of 2^60 does not take an array of that size.</remarks>
internal sealed class IdIndex
{
    private int[] _dense = new int[1024];
    private Dictionary<ulong, int>? _sparse;

    public int Count { get; private set; }

    /// <summary>Index plus one by id; 0 where it says nothing.</summary>
    public ReadOnlySpan<int> Dense => _dense;

    /// <summary>Gives the id the next index, or says that it has one.</summary>
    public bool TryAdd(ulong id)
    {
        if (id >= (ulong)_dense.Length && id < 4 * ((ulong)Count + 1024)) Array.Resize(ref _dense, (int)Math.Max(id + 1, 2 * (ulong)_dense.Length));
        if (Find(id) >= 0) return false;
        Count++;
        if (id < (ulong)_dense.Length) _dense[id] = Count;
        else (_sparse ??= [])[id] = Count;
        return true;
    }

    /// <summary>-1 when the id is not defined.</summary>
    public int Find(ulong id)
    {
        if (id < (ulong)_dense.Length && _dense[id] > 0) return _dense[id] - 1;
        return _sparse is not null && _sparse.TryGetValue(id, out var next) ? next - 1 : -1;
    }
}
