namespace Unpark.Monitor.Store.Sql;

/// <summary>What is old goes.</summary>
internal sealed partial class SqlStore
{
    /// <summary>Of the bytes allowed: there must be room for what comes before the next tidying.</summary>
    private const double Fill = 0.9;

    /// <summary>Rows that go at a time when there is too much.</summary>
    private const int Portion = 100;

    /// <summary>From this age on one snapshot of those that come again and again (by the clock, or sent) is kept in this time.</summary>
    private static readonly (TimeSpan Age, TimeSpan Width)[] Thinning =
    [
        (TimeSpan.Zero, TimeSpan.FromHours(1)),
        (TimeSpan.FromDays(2), TimeSpan.FromHours(6)),
        (TimeSpan.FromDays(7), TimeSpan.FromDays(1)),
    ];

    public async Task<StoreUsage> TidyAsync(CancellationToken cancellation = default)
    {
        StoreUsage? usage = null;
        await WriteAsync(
            async session =>
            {
                await DeleteOldAsync(session);
                foreach (var (age, width) in Thinning) await ThinSnapshotsAsync(session, age, width);
                await ShrinkAsync(session);
                usage = await UsageAsync(session);
            },
            cancellation);
        return usage!;
    }

    private async Task DeleteOldAsync(SqlSession session)
    {
        await session.RunAsync("delete from block where level = 0 and last < @before", Before(_retention.Samples));
        await session.RunAsync("delete from block where level = 1 and last < @before", Before(_retention.History));
        await session.RunAsync("delete from step where at < @before", Before(_retention.History));
        await session.RunAsync("delete from snapshot where at < @before", Before(_retention.Snapshots));
        await session.RunAsync("delete from event where at < @before", Before(_retention.Events));
        await session.RunAsync("delete from deployment where at < @before", Before(_retention.Events));
        await session.RunAsync("delete from finding where gone_since < @before", Before(_retention.Events));
        _tails.Clear();
    }

    private Task<int> ThinSnapshotsAsync(SqlSession session, TimeSpan age, TimeSpan width) => session.RunAsync(
        """
        delete from snapshot where reason in (0, 4) and at < @before and exists (
            select 1 from snapshot as earlier
            where earlier.target = snapshot.target and earlier.reason = snapshot.reason and earlier.kind = snapshot.kind and earlier.at < snapshot.at and earlier.at / @width = snapshot.at / @width)
        """,
        Before(age), ("width", (long)width.TotalMilliseconds));

    // What can be had again least: a dump of a leak is worth more than one by the clock, what was seen more than its summary.
    private async Task ShrinkAsync(SqlSession session)
    {
        string[] victims =
        [
            "select id from snapshot where reason in (0, 4) order by at limit @portion",
            "select id from snapshot order by at limit @portion",
            "select id from block where level = 0 order by last limit @portion",
            "select id from block where level = 1 order by last limit @portion",
        ];
        foreach (var victim in victims)
        {
            var table = victim.Split(' ')[3];
            while (await _dialect.BytesAsync(session) > _retention.MaxBytes * Fill)
            {
                if (await session.RunAsync($"delete from {table} where id in ({victim})", ("portion", Portion)) == 0) break;
            }
        }
    }

    private async Task<StoreUsage> UsageAsync(SqlSession session) => new(
        await _dialect.BytesAsync(session),
        await session.ScalarAsync<long>("select count(*) from target"),
        await session.ScalarAsync<long>("select count(*) from site"),
        await session.ScalarAsync<long>("select count(*) from snapshot"));

    private (string Name, object? Value) Before(TimeSpan age) => ("before", Milliseconds(_time.GetUtcNow() - age));
}
