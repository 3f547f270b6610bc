namespace Unpark.Readers.Tracebacks.Groups;

/// <summary>Numbers by 64-bit hash. A plain table and no Dictionary, because that one would be compiled at run time for these types.</summary>
internal sealed class HashIndex
{
    private Entry[] _entries = new Entry[256];
    private int _count;

    /// <returns>False when nothing was added under this hash.</returns>
    public bool TryGet(ulong hash, out long value)
    {
        var entries = _entries;
        var mask = (uint)entries.Length - 1;
        for (var slot = (uint)hash & mask; ; slot = (slot + 1) & mask)
        {
            ref readonly var entry = ref entries[slot];
            value = entry.Value - 1;
            if (entry.Value == 0) return false;
            if (entry.Hash == hash) return true;
        }
    }

    /// <param name="hash">Not in the table yet.</param>
    /// <param name="value">Not negative.</param>
    public void Add(ulong hash, long value)
    {
        if (++_count > _entries.Length / 2) Grow();
        Place(_entries, new() { Hash = hash, Value = value + 1 });
    }

    private void Grow()
    {
        var larger = new Entry[_entries.Length * 4];
        foreach (var entry in _entries)
        {
            if (entry.Value != 0) Place(larger, entry);
        }
        _entries = larger;
    }

    private static void Place(Entry[] entries, Entry entry)
    {
        var mask = (uint)entries.Length - 1;
        var slot = (uint)entry.Hash & mask;
        while (entries[slot].Value != 0) slot = (slot + 1) & mask;
        entries[slot] = entry;
    }

    private struct Entry
    {
        public ulong Hash;

        /// <summary>One more than the number; 0 in a free slot.</summary>
        public long Value;
    }
}
