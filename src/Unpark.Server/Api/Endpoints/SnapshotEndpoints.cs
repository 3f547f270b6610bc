using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Unpark.Analysis.Profiles;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Model.Profiles;
using Unpark.Monitor;
using Unpark.Monitor.Store;
using Unpark.Rendering.Html;
using Unpark.Rendering.Json;
using Unpark.Server.Access;
using Unpark.Server.Api.Answers;

namespace Unpark.Server.Api.Endpoints;

/// <summary>Profiles and dumps that are kept.</summary>
internal static class SnapshotEndpoints
{
    private const int Most = 1000;

    public static ImmutableArray<ApiEndpoint> All { get; } =
    [
        ApiEndpoint.Get("/services/{service}/snapshots", "Profiles and dumps that are kept of a service, newest first", ApiJson.Default.SnapshotsAnswer, ListAsync, ApiParameter.From, ApiParameter.To, ApiParameter.Instance),
        ApiEndpoint.GetOther("/snapshots/compare", "What changed between two snapshots: the document of 'unpark diff --format json'", "application/json", CompareAsync, new ApiParameter("before", "Id of the earlier", "integer", IsRequired: true), new ApiParameter("after", "Id of the later", "integer", IsRequired: true), ApiParameter.Places),
        ApiEndpoint.Get("/snapshots/{id}", "One snapshot, and what Unpark says of it", ApiJson.Default.SnapshotAnswer, ShowAsync, ApiParameter.Places),
        ApiEndpoint.GetOther("/snapshots/{id}/flamegraph", "Its stacks laid over each other, as the HTML report has them: boxes of [parent, name, file or -1, line, goroutines, leaked, family or -1, finding or -1]", "application/json", FlamegraphAsync),
        ApiEndpoint.GetOther("/snapshots/{id}/raw", "The profile or dump as it came", "application/octet-stream", RawAsync),
    ];

    /// <summary>Of these instances, newest first.</summary>
    public static async Task<ImmutableArray<SnapshotInfo>> OfAsync(ApiCall call, IReadOnlyCollection<TargetState> instances, TimeRange range)
    {
        var all = new List<SnapshotInfo>();
        foreach (var instance in instances)
        {
            var kept = await call.Store.SnapshotsAsync(instance.Target.Key, range.From, range.To, call.Cancellation);
            all.AddRange(kept.Select(snapshot => SnapshotInfo.Of(snapshot, instance.Target.Service)));
        }
        return [.. all.OrderByDescending(snapshot => snapshot.At).Take(Most)];
    }

    /// <summary>The nearest to both ends of a time, of one instance: snapshots of two instances tell nothing of time.</summary>
    public static async Task<ComparedSnapshots> NearestAsync(ApiCall call, IReadOnlyCollection<TargetState> instances, TimeRange range)
    {
        var margin = range.Length / 4 + TimeSpan.FromHours(1);
        var all = await OfAsync(call, instances, new(range.From - margin, range.To + margin));
        var pairs = all.GroupBy(snapshot => snapshot.Key).Select(same => (Before: Nearest(same, range.From), After: Nearest(same, range.To))).Where(pair => pair.Before.Id != pair.After.Id).ToList();
        if (pairs.Count == 0) return new();
        var (before, after) = pairs.MinBy(pair => (pair.Before.At - range.From).Duration() + (pair.After.At - range.To).Duration());
        return new() { Before = before, After = after };
    }

    private static SnapshotInfo Nearest(IEnumerable<SnapshotInfo> snapshots, DateTimeOffset moment) => snapshots.MinBy(snapshot => (snapshot.At - moment).Duration())!;

    private static async Task<SnapshotsAnswer> ListAsync(ApiCall call) => new(await OfAsync(call, call.Instances(), call.Range()));

    private static async Task<SnapshotAnswer> ShowAsync(ApiCall call)
    {
        var (snapshot, content) = await FindAsync(call, call.Part("id"), "id");
        var places = PlacesOf(call);
        var (report, all) = ReportOf(call, snapshot, content, places);
        using var json = new MemoryStream();
        ReportJson.Write(report with { Groups = [.. report.Groups.Take(places)] }, json);
        return new(InfoOf(call, snapshot), JsonElement.Parse(json.GetBuffer().AsSpan(0, (int)json.Length))) { PlacesLeftOut = LeftOut(all, places) };
    }

    private static async Task FlamegraphAsync(ApiCall call)
    {
        var (snapshot, content) = await FindAsync(call, call.Part("id"), "id");
        using var json = new MemoryStream();
        FlameJson.Write(ReportOf(call, snapshot, content, places: 1).Report, json);
        await WriteJsonAsync(call, json);
    }

    private static async Task RawAsync(ApiCall call)
    {
        var (snapshot, content) = await FindAsync(call, call.Part("id"), "id");
        var isText = content is not [0x1f, 0x8b, ..];
        var response = call.Http.Response;
        response.ContentType = "application/octet-stream";
        response.Headers.ContentDisposition = $"attachment; filename=\"{snapshot.Kind.Replace(' ', '-')}-{snapshot.Id}.{(isText ? "txt" : "pb.gz")}\"";
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, call.Cancellation);
    }

    private static async Task CompareAsync(ApiCall call)
    {
        var before = await ProfileOfAsync(call, "before");
        var after = await ProfileOfAsync(call, "after");
        var options = new ProfileOptions();
        var type = options.SampleTypeOf(after);
        if (!before.SampleTypes.Contains(after.SampleTypes[type])) throw ApiCall.Bad($"the snapshots cannot be compared: the earlier holds {string.Join(", ", before.SampleTypes)}, the later {string.Join(", ", after.SampleTypes)}");
        using var json = new MemoryStream();
        var diff = ProfileDiff.Of(before, after, options, type);
        ProfileDiffJson.Write(diff with { Rows = [.. diff.Rows.Take(PlacesOf(call))] }, json);
        await WriteJsonAsync(call, json);
    }

    private static async Task WriteJsonAsync(ApiCall call, MemoryStream json)
    {
        call.Http.Response.ContentType = "application/json; charset=utf-8";
        await call.Http.Response.Body.WriteAsync(json.GetBuffer().AsMemory(0, (int)json.Length), call.Cancellation);
    }

    private static async Task<Profile> ProfileOfAsync(ApiCall call, string name)
    {
        var (snapshot, content) = await FindAsync(call, call.Required(name), name);
        var reading = Read(snapshot, content);
        return reading.Profile ?? (reading.Snapshots is [.., var last] ? SnapshotProfile.Of(last) : throw ApiCall.Bad($"{name}: snapshot {snapshot.Id} holds no goroutines"));
    }

    private static int PlacesOf(ApiCall call) => call.Number("places", int.MaxValue, int.MaxValue);

    private static int? LeftOut(int all, int most) => all > most ? all - most : null;

    private static SnapshotReport ReportOf(ApiCall call, StoredSnapshot snapshot, byte[] content, int places) =>
        call.Reports.Of(snapshot.Id, places, () => Diagnosis.Of([Read(snapshot, content)], call.Monitor.Diagnosis));

    private static Reading Read(StoredSnapshot snapshot, byte[] content) =>
        EvidenceReader.Read(new MemoryStream(content), $"{snapshot.Target}, {snapshot.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC", Limits.Readers);

    private static async Task<(StoredSnapshot Snapshot, byte[] Content)> FindAsync(ApiCall call, string text, string name) =>
        await call.Store.SnapshotAsync(ApiCall.Id(text, name), call.Cancellation) ?? throw ApiCall.NotFound($"there is no snapshot {text}, or it is not kept any more");

    // Of an instance that is gone the job is known: it begins the key.
    private static SnapshotInfo InfoOf(ApiCall call, StoredSnapshot snapshot) =>
        SnapshotInfo.Of(snapshot, call.Monitor.Target(snapshot.Target)?.Target.Service ?? snapshot.Target.Split('/')[0]);
}
