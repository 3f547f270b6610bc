using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Model;

namespace Unpark.Readers.Tracebacks;

/// <summary>The goroutines of one snapshot in the order of the text, until the text is over and they are sorted into groups.</summary>
internal sealed class SnapshotBuilder(string source, ReaderLimits limits, long line, CrashBuilder? crash, DateTimeOffset? time)
{
    private const int PageSize = 8192;

    /// <summary>So many of the first goroutines are looked for again: every dump begins with the one that asked for it and with main.</summary>
    private const int FirstCount = 256;

    private readonly List<GoroutineRecord[]> _pages = [];
    private readonly HashSet<long> _first = [];
    private readonly ulong[] _firstBits = new ulong[64];
    private readonly Dictionary<int, long> _beyond = [];
    private HashSet<long>? _all;
    private long _kept;

    public long Total { get; private set; }

    /// <summary>There were more goroutines than are kept one by one.</summary>
    public bool LostNumbers => _beyond.Count > 0;

    public bool Cut { get; set; }

    public long Line => line;

    public CrashBuilder? Crash => crash;

    public void Add(in GoroutineRecord record)
    {
        Total++;
        if (_first.Count < FirstCount) Note(record.Id);
        if (_kept == limits.MaxGoroutines)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_beyond, record.Group, out _)++;
            return;
        }
        var at = (int)(_kept++ % PageSize);
        if (at == 0) _pages.Add(GC.AllocateUninitializedArray<GoroutineRecord>(_pages.Count == 0 ? 64 : PageSize));
        if (at >= _pages[^1].Length) GrowFirstPage();
        _pages[^1][at] = record;
    }

    public void RemoveLast()
    {
        if (_kept == 0) return;
        Total--;
        if (--_kept % PageSize == 0) _pages.RemoveAt(_pages.Count - 1);
    }

    public bool MayBeAmongFirst(long id) => (_firstBits[(id >> 6) & 63] >> (int)(id & 63) & 1) != 0;

    public bool IsAmongFirst(long id) => _first.Contains(id);

    /// <summary>From a further thread of the same crash: its goroutine may be here already, without its stack.</summary>
    public void AddOrReplace(in GoroutineRecord record)
    {
        _all ??= [.. Records().Select(known => known.Id)];
        if (_all.Add(record.Id))
        {
            Add(record);
            return;
        }
        foreach (var page in _pages)
        {
            for (var i = 0; i < page.Length; i++)
            {
                if (page[i].Id == record.Id && page[i].Minutes == GoroutineRecord.RunningElsewhere) page[i] = record;
            }
        }
    }

    public Snapshot Build(GroupTable table) => new()
    {
        Source = source,
        Kind = crash is null ? EvidenceKind.Traceback : EvidenceKind.Crash,
        Groups = Groups(table),
        Total = Total,
        TakenAt = time,
        Crash = crash?.ToCrash(),
        Cut = Cut,
        Line = line,
    };

    private void Note(long id)
    {
        _first.Add(id);
        _firstBits[(id >> 6) & 63] |= 1UL << (int)(id & 63);
    }

    private void GrowFirstPage()
    {
        var page = _pages[^1];
        Array.Resize(ref page, Math.Min(PageSize, page.Length * 4));
        _pages[^1] = page;
    }

    private IEnumerable<GoroutineRecord> Records()
    {
        for (long i = 0; i < _kept; i++) yield return _pages[(int)(i / PageSize)][i % PageSize];
    }

    private ImmutableArray<GoroutineGroup> Groups(GroupTable table)
    {
        var sorter = new GoroutineSorter(table.Count);
        for (var i = 0; i < _pages.Count; i++) sorter.Count(Page(i));
        foreach (var (group, _) in _beyond) sorter.Mention(group);
        for (var i = 0; i < _pages.Count; i++) sorter.Sort(Page(i));
        _pages.Clear();
        return sorter.Groups(table, _beyond);
    }

    private ReadOnlySpan<GoroutineRecord> Page(int page) =>
        _pages[page].AsSpan(0, (int)Math.Min(PageSize, _kept - (long)page * PageSize));
}
