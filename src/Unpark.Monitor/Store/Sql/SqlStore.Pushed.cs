using System.Collections.Immutable;

namespace Unpark.Monitor.Store.Sql;

/// <summary>Who sent evidence by himself.</summary>
internal sealed partial class SqlStore
{
    public Task SaveAsync(PushedInstance instance, CancellationToken cancellation = default) => WriteAsync(
        session => session.RunAsync(
            """
            insert into pushed (key, service, instance, version, last_at) values (@key, @service, @instance, @version, @lastAt)
            on conflict (key) do update set service = excluded.service, instance = excluded.instance, version = excluded.version, last_at = excluded.last_at
            """,
            ("key", instance.Key), ("service", instance.Service), ("instance", instance.Instance), ("version", instance.Version), ("lastAt", Milliseconds(instance.LastAt))),
        cancellation);

    public Task<ImmutableArray<PushedInstance>> PushedAsync(CancellationToken cancellation = default) => ReadAsync<ImmutableArray<PushedInstance>>(
        async session =>
        [
            .. await session.QueryAsync(
                "select service, instance, version, last_at from pushed order by last_at desc, key",
                row => new PushedInstance(row.GetString(0), row.GetString(1), row.GetString(2), Time(row, 3))),
        ],
        cancellation);
}
