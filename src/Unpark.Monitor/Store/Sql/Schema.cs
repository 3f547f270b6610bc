namespace Unpark.Monitor.Store.Sql;

/// <summary>The tables. Times are milliseconds since 1970.</summary>
internal static class Schema
{
    public const int Version = 1;

    /// <summary>A step is one sample; a full row of steps becomes a block of level 0 (as seen) and one of level 1 (every five minutes).</summary>
    public static readonly string[] Statements =
    [
        "create table if not exists meta (name text primary key, value text not null)",
        "create table if not exists target (id {id}, key text not null unique)",
        "create table if not exists site (id {id}, fingerprint text not null unique, function text not null, file text not null, line integer not null, state text not null, library text)",
        "create table if not exists step (id {id}, target bigint not null, at bigint not null, is_whole integer not null, changes {bytes} not null)",
        "create index if not exists step_target on step (target, id)",
        "create table if not exists block (id {id}, target bigint not null, level integer not null, first bigint not null, last bigint not null, size bigint not null, counts {bytes} not null)",
        "create index if not exists block_time on block (target, level, last)",
        "create index if not exists block_age on block (level, last)",
        "create table if not exists snapshot (id {id}, target bigint not null, at bigint not null, kind text not null, reason integer not null, total bigint not null, size bigint not null, content {bytes} not null)",
        "create index if not exists snapshot_time on snapshot (target, at)",
        """
        create table if not exists finding (
            service text not null, fingerprint text not null, rule text not null, title text not null, spread text not null,
            confidence integer not null, level integer not null, function text not null, place text not null,
            count bigint not null, peak bigint not null, per_hour double precision, instances integer not null, instances_of_service integer not null,
            first_seen bigint not null, last_seen bigint not null, gone_since bigint, returns integer not null, after_deployment integer, json text not null,
            primary key (service, fingerprint))
        """,
        "create table if not exists pushed (key text primary key, service text not null, instance text not null, version text not null, last_at bigint not null)",
        "create table if not exists event (id {id}, at bigint not null, kind integer not null, service text not null, target text, text text not null, fingerprint text)",
        "create index if not exists event_service on event (service, id)",
        "create table if not exists deployment (id {id}, service text not null, at bigint not null, version text not null, source text not null)",
        "create index if not exists deployment_service on deployment (service, at)",
    ];
}
