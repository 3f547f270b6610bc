using System.Collections.Immutable;
using Unpark.Model;
using Unpark.Readers.Tracebacks.Groups;

namespace Unpark.Readers.Tracebacks;

/// <summary>The goroutines of one snapshot in the order of the text, until the text is over and they are sorted into groups.</summary>
internal sealed class SnapshotBuilder(string source, ReaderLimits limits, long line, CrashBuilder? crash, DateTimeOffset? time)
{
    private const int PageSize = 8192;

    /// <summary>So many of the first goroutines are looked for again: every dump begins with the one that asked for it and with main.</summary>
    private const int FirstCount = 256;

    private const int PointersOfGroup = 64;

    private readonly List<GoroutineRecord[]> _pages = [];
    private readonly Dictionary<int, List<StackPointers>> _pointers = [];
    private readonly long[] _first = new long[FirstCount];
    private readonly ulong[] _firstBits = new ulong[64];
    private Dictionary<int, long>? _beyond;
    private HashSet<long>? _all;
    private GoroutineRecord[] _page = [];
    private long _kept;

    public long Total { get; private set; }

    /// <summary>There were more goroutines than are kept one by one.</summary>
    public bool LostNumbers => _beyond is not null;

    public bool Cut { get; set; }

    public long Line => line;

    public CrashBuilder? Crash => crash;

    public void Add(in GoroutineRecord record)
    {
        if (Total < FirstCount) Note(record.Id);
        Total++;
        if (_kept == limits.MaxGoroutines)
        {
            _beyond ??= [];
            _beyond[record.Group] = _beyond.GetValueOrDefault(record.Group) + 1;
            return;
        }
        var at = (int)(_kept++ % PageSize);
        if (at == 0) _pages.Add(_page = new GoroutineRecord[_pages.Count == 0 ? 64 : PageSize]);
        if (at >= _page.Length) GrowFirstPage();
        _page[at] = record;
    }

    /// <param name="group">Index into the <see cref="GroupTable"/>.</param>
    public void Keep(int group, StackPointers pointers)
    {
        if (!_pointers.TryGetValue(group, out var kept)) _pointers.Add(group, kept = []);
        if (kept.Count < PointersOfGroup) kept.Add(pointers);
    }

    public void RemoveLast()
    {
        if (_kept == 0) return;
        Total--;
        if (--_kept % PageSize != 0) return;
        _pages.RemoveAt(_pages.Count - 1);
        if (_pages.Count > 0) _page = _pages[^1];
    }

    public bool MayBeAmongFirst(long id) => (_firstBits[(id >> 6) & 63] >> (int)(id & 63) & 1) != 0;

    public bool IsAmongFirst(long id) => MayBeAmongFirst(id) && _first.AsSpan(0, (int)Math.Min(Total, FirstCount)).Contains(id);

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
        _first[Total] = id;
        _firstBits[(id >> 6) & 63] |= 1UL << (int)(id & 63);
    }

    private void GrowFirstPage()
    {
        var page = _page;
        _pages[^1] = _page = new GoroutineRecord[Math.Min(PageSize, page.Length * 4)];
        page.CopyTo(_page, 0);
    }

    private IEnumerable<GoroutineRecord> Records()
    {
        for (long i = 0; i < _kept; i++) yield return _pages[(int)(i / PageSize)][i % PageSize];
    }

    private ImmutableArray<GoroutineGroup> Groups(GroupTable table)
    {
        var sorter = new GoroutineSorter(table.Count);
        for (var i = 0; i < _pages.Count; i++) sorter.Count(Page(i));
        if (_beyond is not null)
        {
            foreach (var group in _beyond.Keys) sorter.Mention(group);
        }
        for (var i = 0; i < _pages.Count; i++) sorter.Sort(Page(i));
        _pages.Clear();
        return sorter.Groups(table, group => _beyond?.GetValueOrDefault(group) ?? 0, group => _pointers.TryGetValue(group, out var kept) ? [.. kept] : []);
    }

    private ReadOnlySpan<GoroutineRecord> Page(int page) =>
        _pages[page].AsSpan(0, (int)Math.Min(PageSize, _kept - (long)page * PageSize));
}
