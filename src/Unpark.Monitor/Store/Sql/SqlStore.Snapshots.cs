using System.Collections.Immutable;
using System.Data.Common;

namespace Unpark.Monitor.Store.Sql;

/// <summary>Profiles and dumps as they came.</summary>
internal sealed partial class SqlStore
{
    private const string SnapshotColumns = "snapshot.id, target.key, snapshot.at, snapshot.kind, snapshot.reason, snapshot.total, snapshot.size";

    public async Task<long> KeepAsync(StoredSnapshot snapshot, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        var id = 0L;
        await WriteAsync(
            async session => id = await session.ScalarAsync<long>(
                "insert into snapshot (target, at, kind, reason, total, size, content) values (@target, @at, @kind, @reason, @total, @size, @content) returning id",
                ("target", await IdOfAsync(session, snapshot.Target)), ("at", Milliseconds(snapshot.At)), ("kind", snapshot.Kind), ("reason", (int)snapshot.Reason),
                ("total", snapshot.Total), ("size", (long)content.Length), ("content", content.ToArray())),
            cancellation);
        return id;
    }

    public Task<ImmutableArray<StoredSnapshot>> SnapshotsAsync(string target, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation = default) => ReadAsync<ImmutableArray<StoredSnapshot>>(
        async session =>
        [
            .. await session.QueryAsync(
                $"select {SnapshotColumns} from snapshot join target on target.id = snapshot.target where target.key = @key and at between @from and @to order by at desc",
                SnapshotOf,
                ("key", target), ("from", Milliseconds(from)), ("to", Milliseconds(to))),
        ],
        cancellation);

    public Task<(StoredSnapshot Snapshot, byte[] Content)?> SnapshotAsync(long id, CancellationToken cancellation = default) => ReadAsync(
        async session =>
        {
            var found = await session.QueryAsync(
                $"select {SnapshotColumns}, content from snapshot join target on target.id = snapshot.target where snapshot.id = @id",
                row => (SnapshotOf(row), (byte[])row.GetValue(7)),
                ("id", id));
            return found is [var one] ? one : ((StoredSnapshot, byte[])?)null;
        },
        cancellation);

    private static StoredSnapshot SnapshotOf(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), Time(row, 2), row.GetString(3), (SnapshotReason)row.GetInt32(4), row.GetInt64(5), row.GetInt64(6));
}
