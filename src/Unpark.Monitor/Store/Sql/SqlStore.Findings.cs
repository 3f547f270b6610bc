using System.Collections.Immutable;
using System.Data.Common;
using Unpark.Findings;

namespace Unpark.Monitor.Store.Sql;

/// <summary>Findings and their life, and what happened.</summary>
internal sealed partial class SqlStore
{
    private const string FindingColumns =
        "service, fingerprint, rule, title, spread, confidence, level, function, place, count, peak, per_hour, instances, instances_of_service, "
        + "first_seen, last_seen, gone_since, returns, after_deployment, json";

    public Task SaveAsync(FindingRecord finding, CancellationToken cancellation = default) => WriteAsync(
        session => session.RunAsync(
            $"""
            insert into finding ({FindingColumns}) values (
                @service, @fingerprint, @rule, @title, @spread, @confidence, @level, @function, @place, @count, @peak, @perHour, @instances, @of,
                @firstSeen, @lastSeen, @goneSince, @returns, @afterDeployment, @json)
            on conflict (service, fingerprint) do update set
                rule = excluded.rule, title = excluded.title, spread = excluded.spread, confidence = excluded.confidence, level = excluded.level,
                function = excluded.function, place = excluded.place, count = excluded.count, peak = excluded.peak, per_hour = excluded.per_hour,
                instances = excluded.instances, instances_of_service = excluded.instances_of_service, first_seen = excluded.first_seen,
                last_seen = excluded.last_seen, gone_since = excluded.gone_since, returns = excluded.returns,
                after_deployment = excluded.after_deployment, json = excluded.json
            """,
            ("service", finding.Service), ("fingerprint", finding.Fingerprint), ("rule", finding.Rule), ("title", finding.Title), ("spread", finding.Spread),
            ("confidence", (int)finding.Confidence), ("level", (int)finding.Level), ("function", finding.Function), ("place", finding.Place),
            ("count", finding.Count), ("peak", finding.Peak), ("perHour", finding.PerHour), ("instances", finding.Instances), ("of", finding.InstancesOfService),
            ("firstSeen", Milliseconds(finding.FirstSeen)), ("lastSeen", Milliseconds(finding.LastSeen)), ("goneSince", finding.GoneSince is { } gone ? Milliseconds(gone) : null),
            ("returns", finding.Returns), ("afterDeployment", finding.AfterDeployment is { } outcome ? (int)outcome : null), ("json", finding.Json)),
        cancellation);

    public Task<ImmutableArray<FindingRecord>> FindingsAsync(string? service = null, CancellationToken cancellation = default) => ReadAsync<ImmutableArray<FindingRecord>>(
        async session =>
        [
            .. await session.QueryAsync(
                $"select {FindingColumns} from finding {Where(service)} order by case when gone_since is null then 0 else 1 end, last_seen desc, fingerprint",
                FindingOf,
                Of(service)),
        ],
        cancellation);

    public Task AddAsync(MonitorEvent happened, CancellationToken cancellation = default) => WriteAsync(
        session => session.RunAsync(
            "insert into event (at, kind, service, target, text, fingerprint) values (@at, @kind, @service, @target, @text, @fingerprint)",
            ("at", Milliseconds(happened.At)), ("kind", (int)happened.Kind), ("service", happened.Service), ("target", happened.Target), ("text", happened.Text), ("fingerprint", happened.Fingerprint)),
        cancellation);

    public Task<ImmutableArray<MonitorEvent>> EventsAsync(string? service = null, int most = 100, CancellationToken cancellation = default) => ReadAsync<ImmutableArray<MonitorEvent>>(
        async session =>
        [
            .. await session.QueryAsync(
                $"select at, kind, service, target, text, fingerprint from event {Where(service)} order by id desc limit @most",
                row => new MonitorEvent(Time(row, 0), (EventKind)row.GetInt32(1), row.GetString(2), Text(row, 3), row.GetString(4), Text(row, 5)),
                [.. Of(service), ("most", most)]),
        ],
        cancellation);

    public Task AddAsync(Deployment deployment, CancellationToken cancellation = default) => WriteAsync(
        session => session.RunAsync(
            "insert into deployment (service, at, version, source) values (@service, @at, @version, @source)",
            ("service", deployment.Service), ("at", Milliseconds(deployment.At)), ("version", deployment.Version), ("source", deployment.Source)),
        cancellation);

    public Task<ImmutableArray<Deployment>> DeploymentsAsync(string service, CancellationToken cancellation = default) => ReadAsync<ImmutableArray<Deployment>>(
        async session =>
        [
            .. await session.QueryAsync(
                "select service, at, version, source from deployment where service = @service order by at desc, id desc",
                row => new Deployment(row.GetString(0), Time(row, 1), row.GetString(2), row.GetString(3)),
                Of(service)),
        ],
        cancellation);

    private static string Where(string? service) => service is null ? "" : "where service = @service";

    private static (string Name, object? Value)[] Of(string? service) => service is null ? [] : [("service", service)];

    private static FindingRecord FindingOf(DbDataReader row) => new()
    {
        Service = row.GetString(0),
        Fingerprint = row.GetString(1),
        Rule = row.GetString(2),
        Title = row.GetString(3),
        Spread = row.GetString(4),
        Confidence = (Confidence)row.GetInt32(5),
        Level = (Level)row.GetInt32(6),
        Function = row.GetString(7),
        Place = row.GetString(8),
        Count = row.GetInt64(9),
        Peak = row.GetInt64(10),
        PerHour = row.IsDBNull(11) ? null : row.GetDouble(11),
        Instances = row.GetInt32(12),
        InstancesOfService = row.GetInt32(13),
        FirstSeen = Time(row, 14),
        LastSeen = Time(row, 15),
        GoneSince = row.IsDBNull(16) ? null : Time(row, 16),
        Returns = row.GetInt32(17),
        AfterDeployment = row.IsDBNull(18) ? null : (Outcome)row.GetInt32(18),
        Json = row.GetString(19),
    };
}
