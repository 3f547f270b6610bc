using System.Collections.Concurrent;
using Unpark.Monitor.Store.Counts;

namespace Unpark.Monitor.Store.Sql;

/// <summary>Counts over time: steps, which become blocks.</summary>
internal sealed partial class SqlStore
{
    /// <summary>Steps of one target before they become a block: an hour at two looks a minute.</summary>
    private const int StepsPerBlock = 120;

    private const int AsSeen = 0, FiveMinutes = 1;

    /// <summary>Longer times are told by five minutes.</summary>
    private static readonly TimeSpan LongestAsSeen = TimeSpan.FromHours(12), Width = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, long> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Column, SiteInfo Site)> _sites = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Tail> _tails = [];

    // What readers know of sites; emptied when one of them moved.
    private readonly ConcurrentDictionary<int, SiteInfo> _columns = new();
    private bool _haveMoved;

    public async Task AppendAsync(IReadOnlyList<CountSample> samples, CancellationToken cancellation = default)
    {
        await WriteAsync(
            async session =>
            {
                foreach (var sample in samples) await AppendAsync(session, sample);
            },
            cancellation);
        if (!_haveMoved) return;
        _haveMoved = false;
        _columns.Clear();
    }

    public Task<History> HistoryAsync(HistoryQuery query, CancellationToken cancellation = default) => ReadAsync(
        async session =>
        {
            var level = query.To - query.From <= LongestAsSeen && query.From >= _time.GetUtcNow() - _retention.Samples ? AsSeen : FiveMinutes;
            var ids = await session.QueryAsync("select id from target where key = @key", row => row.GetInt64(0), ("key", query.Target));
            if (ids is not [var target]) return History.Empty;
            var builder = new HistoryBuilder(query);
            // Steps first: those that become a block in between are then told twice, the same, and never left out.
            var steps = await StepsAsync(session, target);
            foreach (var block in await BlocksAsync(session, target, level, query)) builder.Add(block);
            if (steps.Count > 0) builder.Add(CountBlock.Of(steps));
            return builder.Build(await SitesAsync(session, builder.Sites));
        },
        cancellation);

    private async Task AppendAsync(SqlSession session, CountSample sample)
    {
        var target = await IdOfAsync(session, sample.Target);
        var now = await StateOfAsync(session, sample);
        if (!_tails.TryGetValue(target, out var tail)) tail = new(null, await session.ScalarAsync<int>("select count(*) from step where target = @target", ("target", target)));
        await session.RunAsync(
            "insert into step (target, at, is_whole, changes) values (@target, @at, @whole, @changes)",
            ("target", target), ("at", Milliseconds(sample.At)), ("whole", tail.Last is null ? 1 : 0), ("changes", StepCodec.Encode(tail.Last ?? CountState.Empty, now)));
        _tails[target] = tail.Steps + 1 < StepsPerBlock ? new(now, tail.Steps + 1) : await SealAsync(session, target);
    }

    // The block replaces its steps in the same transaction: a kill leaves the one or the others.
    private static async Task<Tail> SealAsync(SqlSession session, long target)
    {
        var block = CountBlock.Of(await StepsAsync(session, target));
        await InsertAsync(session, target, AsSeen, block);
        await InsertAsync(session, target, FiveMinutes, block.Thinned((long)Width.TotalMilliseconds));
        await session.RunAsync("delete from step where target = @target", ("target", target));
        return new(null, 0);
    }

    private static Task<int> InsertAsync(SqlSession session, long target, int level, CountBlock block)
    {
        var counts = BlockCodec.Encode(block);
        return session.RunAsync(
            "insert into block (target, level, first, last, size, counts) values (@target, @level, @first, @last, @size, @counts)",
            ("target", target), ("level", level), ("first", block.Times.Min()), ("last", block.Times.Max()), ("size", (long)counts.Length), ("counts", counts));
    }

    private static async Task<List<CountBlock>> BlocksAsync(SqlSession session, long target, int level, HistoryQuery query) =>
    [
        .. (await session.QueryAsync(
            "select counts from block where target = @target and level = @level and last >= @from and first <= @to order by last",
            row => (byte[])row.GetValue(0),
            ("target", target), ("level", level), ("from", Milliseconds(query.From)), ("to", Milliseconds(query.To)))).Select(counts => BlockCodec.Decode(counts, query.OnlyTotals)),
    ];

    private static Task<List<Step>> StepsAsync(SqlSession session, long target) => session.QueryAsync(
        "select at, is_whole, changes from step where target = @target order by id",
        row => new Step(row.GetInt64(0), row.GetInt32(1) == 1, (byte[])row.GetValue(2)),
        ("target", target));

    private async Task<CountState> StateOfAsync(SqlSession session, CountSample sample)
    {
        var counts = new List<KeyValuePair<int, long>>(sample.Sites.Length + 1) { KeyValuePair.Create(CountState.Total, sample.Total) };
        foreach (var (site, count) in sample.Sites)
        {
            if (count != 0) counts.Add(KeyValuePair.Create(await ColumnOfAsync(session, site), count));
        }
        return CountState.Of(counts);
    }

    private async Task<long> IdOfAsync(SqlSession session, string key)
    {
        if (_targets.TryGetValue(key, out var id)) return id;
        await session.RunAsync("insert into target (key) values (@key) on conflict do nothing", ("key", key));
        return _targets[key] = await session.ScalarAsync<long>("select id from target where key = @key", ("key", key));
    }

    // A site that moved in a new build is told with its new line from then on. Those of libraries stand at another line in every other program.
    private async Task<int> ColumnOfAsync(SqlSession session, SiteInfo site)
    {
        if (_sites.TryGetValue(site.Fingerprint, out var known) && (ReferenceEquals(known.Site, site) || site.Library is not null || known.Site == site)) return known.Column;
        _haveMoved = true;
        await session.RunAsync(
            """
            insert into site (fingerprint, function, file, line, state, library) values (@fingerprint, @function, @file, @line, @state, @library)
            on conflict (fingerprint) do update set function = excluded.function, file = excluded.file, line = excluded.line, state = excluded.state, library = excluded.library
            """,
            ("fingerprint", site.Fingerprint), ("function", site.Function), ("file", site.File), ("line", site.Line), ("state", site.State), ("library", site.Library));
        var column = await session.ScalarAsync<int>("select id from site where fingerprint = @fingerprint", ("fingerprint", site.Fingerprint));
        _sites[site.Fingerprint] = (column, site);
        return column;
    }

    private async Task<IReadOnlyDictionary<int, SiteInfo>> SitesAsync(SqlSession session, IEnumerable<int> columns)
    {
        foreach (var some in columns.Where(column => !_columns.ContainsKey(column)).Chunk(500))
        {
            var rows = await session.QueryAsync(
                $"select id, fingerprint, function, file, line, state, library from site where id in ({string.Join(',', some)})",
                row => (row.GetInt32(0), new SiteInfo(row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetString(5), Text(row, 6))));
            foreach (var (id, site) in rows) _columns[id] = site;
        }
        return _columns;
    }

    /// <param name="Last">Counts of the last step; null: the next one stands by itself.</param>
    /// <param name="Steps">How many lie in the store.</param>
    private sealed record Tail(CountState? Last, int Steps);
}
