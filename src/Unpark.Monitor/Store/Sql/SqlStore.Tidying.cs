using System.Globalization;

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

    private ClockTrust? _clock;
    private long _tidiedAt;

    public async Task<StoreUsage> TidyAsync(CancellationToken cancellation = default)
    {
        StoreUsage? usage = null;
        await WriteAsync(
            async session =>
            {
                await SetClockAsync(session);
                await DeleteOldAsync(session);
                foreach (var (age, width) in Thinning) await ThinSnapshotsAsync(session, age, width);
                await ShrinkAsync(session);
                usage = await UsageAsync(session);
            },
            cancellation);
        return usage!;
    }

    // What is believed of the clock outlives a restart: a machine may start with a wrong one.
    private async Task SetClockAsync(SqlSession session)
    {
        var began = _time.GetTimestamp();
        var passed = _clock is null ? TimeSpan.Zero : _time.GetElapsedTime(_tidiedAt, began);
        _clock = (_clock ?? await ClockAsync(session)).At(_time.GetUtcNow(), passed);
        _tidiedAt = began;
        await session.RunAsync(
            "insert into meta (name, value) values ('clock', @value) on conflict (name) do update set value = excluded.value",
            ("value", string.Create(CultureInfo.InvariantCulture, $"{Milliseconds(_clock.Now)} {(long)_clock.Doubted.TotalMilliseconds}")));
    }

    // A store that was never tidied is as old as what is newest in it.
    private async Task<ClockTrust> ClockAsync(SqlSession session)
    {
        var kept = await session.QueryAsync("select value from meta where name = 'clock'", row => row.GetString(0).Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray());
        if (kept is [[var now, var doubted]]) return new(DateTimeOffset.FromUnixTimeMilliseconds(now), TimeSpan.FromMilliseconds(doubted));
        var newest = await session.ScalarAsync<long>("select coalesce(max(newest), 0) from (select max(last) as newest from block union all select max(at) from step union all select max(at) from snapshot union all select max(at) from event) as rows_of_all");
        return new(newest == 0 ? _time.GetUtcNow() : DateTimeOffset.FromUnixTimeMilliseconds(newest), TimeSpan.Zero);
    }

    private async Task DeleteOldAsync(SqlSession session)
    {
        await session.RunAsync("delete from block where level = 0 and last < @before", Before(_retention.Samples));
        await session.RunAsync("delete from block where level = 1 and last < @before", Before(_retention.History));
        await session.RunAsync("delete from step where at < @before", Before(_retention.History));
        await session.RunAsync("delete from snapshot where at < @before", Before(_retention.Snapshots));
        await session.RunAsync("delete from pushed where last_at < @before", Before(_retention.OfTargets));
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
        await session.ScalarAsync<long>("select count(*) from snapshot"),
        ProblemOfWriters() ?? _clock!.ProblemOf(_time.GetUtcNow()));

    // Once is a process that takes the place of another.
    private string? ProblemOfWriters()
    {
        var others = _others;
        _others = 0;
        return others > 1 ? $"another unpark writes to this store, too: {others} times since it was tidied last. Nothing is lost, and what both look at is counted twice; give each a store of its own" : null;
    }

    private (string Name, object? Value) Before(TimeSpan age) => ("before", Milliseconds(_clock!.Now - age));
}
