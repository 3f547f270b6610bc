namespace Unpark.Readers.Traces;

/// <summary>Gives the numbers of a trace (goroutines, threads, strings: any 64 bits) small numbers that index arrays.</summary>
/// <remarks>Open addressing; one cache line a look-up nearly always, which a dictionary does not give.</remarks>
internal sealed class IdTable
{
    private Entry[] _entries = new Entry[16];
    private int _shift = 60;

    public int Count { get; private set; }

    /// <summary>-1 when the number is unknown.</summary>
    public int Find(ulong id)
    {
        var entries = _entries;
        for (var i = Home(id); ; i = (i + 1) & (entries.Length - 1))
        {
            ref var entry = ref entries[i];
            if (entry.ValuePlusOne == 0) return -1;
            if (entry.Id == id) return entry.ValuePlusOne - 1;
        }
    }

    public void Set(ulong id, int value)
    {
        if (Count * 2 >= _entries.Length) Grow();
        ref var entry = ref Slot(id);
        if (entry.ValuePlusOne == 0) Count++;
        entry = new() { Id = id, ValuePlusOne = value + 1 };
    }

    public void Remove(ulong id)
    {
        var hole = Home(id);
        while (_entries[hole].Id != id || _entries[hole].ValuePlusOne == 0)
        {
            if (_entries[hole].ValuePlusOne == 0) return;
            hole = Next(hole);
        }
        Count--;

        // Entries behind the hole that passed over it on their way from home move into it.
        for (var i = Next(hole); _entries[i].ValuePlusOne != 0; i = Next(i))
        {
            var mask = _entries.Length - 1;
            if (((i - Home(_entries[i].Id)) & mask) < ((i - hole) & mask)) continue;
            _entries[hole] = _entries[i];
            hole = i;
        }
        _entries[hole] = default;
    }

    public void Clear()
    {
        Array.Clear(_entries);
        Count = 0;
    }

    private int Home(ulong id) => (int)((id * 0x9E3779B97F4A7C15) >> _shift);

    private int Next(int i) => (i + 1) & (_entries.Length - 1);

    private ref Entry Slot(ulong id)
    {
        var i = Home(id);
        while (_entries[i].ValuePlusOne != 0 && _entries[i].Id != id) i = Next(i);
        return ref _entries[i];
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        _shift--;
        foreach (var entry in old)
            if (entry.ValuePlusOne != 0) Slot(entry.Id) = entry;
    }

    private struct Entry
    {
        public ulong Id;
        public int ValuePlusOne;
    }
}
