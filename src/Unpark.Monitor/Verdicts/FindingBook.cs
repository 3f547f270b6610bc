using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Unpark.Findings;
using Unpark.Monitor.Store;
using Unpark.Rendering.Json;

namespace Unpark.Monitor.Verdicts;

/// <summary>The life of the findings of all services: when each appeared, grew, went and came back, and whether a deployment helped.</summary>
/// <remarks>Knows no clock and no store: it is told what is seen and when, and says what changed.</remarks>
internal sealed class FindingBook(FindingBookOptions options)
{
    private readonly Dictionary<(string Service, string Fingerprint), Entry> _entries = [];

    /// <summary>Findings that are there and told, worst first.</summary>
    public ImmutableArray<FindingRecord> There =>
    [
        .. _entries.Values.Select(entry => entry.Record).OfType<FindingRecord>().Where(record => record.IsThere)
            .OrderByDescending(record => record.Level).ThenByDescending(record => record.Confidence).ThenByDescending(record => record.Count).ThenBy(record => record.Fingerprint, StringComparer.Ordinal),
    ];

    /// <summary>What a store kept from earlier runs.</summary>
    public void Load(IEnumerable<FindingRecord> records)
    {
        foreach (var record in records) _entries[(record.Service, record.Fingerprint)] = new() { Record = record, Announced = record.Peak };
    }

    /// <summary>A new version of a service runs from now on: what is there now is what it has to mend.</summary>
    public void Deployed(string service, DateTimeOffset at)
    {
        foreach (var entry in EntriesOf(service).Where(entry => entry.Record is { IsThere: true }))
        {
            entry.Before = new(at, entry.Record!.Count, entry.Record.PerHour, entry.Record.Instances);
            entry.Record = entry.Record with { AfterDeployment = null };
        }
    }

    /// <summary>What of a service is seen now.</summary>
    /// <returns>What became different of it: each record to be kept, with the event that is to be told, if any.</returns>
    public IReadOnlyList<FindingChange> Update(string service, IReadOnlyCollection<ServiceFinding> seen, DateTimeOffset now)
    {
        var changes = new List<FindingChange>();
        foreach (var finding in seen)
        {
            var key = (service, finding.Worst.Fingerprint);
            if (!_entries.TryGetValue(key, out var entry)) _entries.Add(key, entry = new());
            if (See(entry, service, finding, now) is { } change) changes.Add(change);
        }
        var fingerprints = seen.Select(finding => finding.Worst.Fingerprint).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, entry) in _entries.Where(entry => entry.Key.Service == service && !fingerprints.Contains(entry.Key.Fingerprint)).ToList())
        {
            // What was never told is forgotten.
            if (entry.Record is null) _entries.Remove(key);
            else changes.AddRange(Miss(entry, now));
        }
        foreach (var entry in EntriesOf(service)) changes.AddRange(JudgeDeployment(entry, now));
        return changes;
    }

    private IEnumerable<Entry> EntriesOf(string service) => _entries.Where(entry => entry.Key.Service == service).Select(entry => entry.Value);

    private FindingChange? See(Entry entry, string service, ServiceFinding finding, DateTimeOffset now)
    {
        entry.Seen++;
        // A warm-up looks like a leak for a minute; what is proven needs no second look.
        if (entry.Record is not { IsThere: true } && entry.Seen < options.Confirmations && finding.Worst.Confidence < Confidence.Proven) return null;

        var before = entry.Record;
        var record = RecordOf(before, service, finding, now);
        entry.Record = record;
        var kind = before switch
        {
            null => EventKind.FindingAppeared,
            { IsThere: false } => EventKind.FindingCameBack,
            _ when finding.Count >= Math.Max(2 * entry.Announced, entry.Announced + options.LeastGrowth) => EventKind.FindingGrew,
            _ => (EventKind?)null,
        };
        if (kind is null) return new(record, null);
        entry.Announced = finding.Count;
        return new(record, EventOf(kind.Value, record, now));
    }

    private IEnumerable<FindingChange> Miss(Entry entry, DateTimeOffset now)
    {
        entry.Seen = 0;
        if (entry.Record is not { IsThere: true } record || (now >= record.LastSeen && now - record.LastSeen < options.GoneAfter)) yield break;
        entry.Record = record with { GoneSince = record.LastSeen, Count = 0, PerHour = null };
        yield return new(entry.Record, EventOf(EventKind.FindingGone, entry.Record, now));
    }

    private IEnumerable<FindingChange> JudgeDeployment(Entry entry, DateTimeOffset now)
    {
        if (entry.Before is not { } before || entry.Record is not { } record) yield break;
        if (record.IsThere && now - before.At < options.JudgeDeploymentAfter) yield break;
        entry.Before = null;
        entry.Record = record with { AfterDeployment = before.Judge(record) };
        yield return new(entry.Record, EventOf(EventKind.DeploymentJudged, entry.Record, now));
    }

    private static FindingRecord RecordOf(FindingRecord? before, string service, ServiceFinding finding, DateTimeOffset now)
    {
        var worst = finding.Worst;
        return new()
        {
            Service = service,
            Fingerprint = worst.Fingerprint,
            Rule = worst.Rule.Id,
            Title = worst.Title,
            Spread = finding.Spread,
            Confidence = worst.Confidence,
            Level = worst.Level,
            Function = worst.Site?.Frame.Function ?? "",
            Place = worst.Site?.Frame.Place ?? "",
            Count = finding.Count,
            Peak = before is { IsThere: true } ? Math.Max(before.Peak, finding.Count) : finding.Count,
            PerHour = finding.PerHour,
            Instances = finding.Targets.Length,
            InstancesOfService = finding.InstancesOfService,
            FirstSeen = before?.FirstSeen ?? now,
            LastSeen = now,
            Returns = (before?.Returns ?? 0) + (before is { IsThere: false } ? 1 : 0),
            AfterDeployment = before?.AfterDeployment,
            Json = JsonOf(worst),
        };
    }

    private static MonitorEvent EventOf(EventKind kind, FindingRecord record, DateTimeOffset now) =>
        new(now, kind, record.Service, null, FindingWords.Of(kind, record), record.Fingerprint);

    private static string JsonOf(Finding finding)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output)) FindingJson.Write(json, finding);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private sealed class Entry
    {
        /// <summary>Null while it is too early to tell anybody.</summary>
        public FindingRecord? Record { get; set; }

        /// <summary>Updates in a row in which it was seen.</summary>
        public int Seen { get; set; }

        /// <summary>The count that was told last.</summary>
        public long Announced { get; set; }

        /// <summary>How it was when the latest version was deployed; null when that is judged, or there was none.</summary>
        public BeforeDeployment? Before { get; set; }
    }
}
