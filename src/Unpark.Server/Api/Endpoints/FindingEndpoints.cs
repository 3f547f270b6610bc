using System.Collections.Immutable;
using System.Text.Json;
using Unpark.Monitor.Store;
using Unpark.Server.Api.Answers;

namespace Unpark.Server.Api.Endpoints;

/// <summary>Findings and their life.</summary>
internal static class FindingEndpoints
{
    private const int EventsLookedThrough = 2000, MostSnapshots = 50;

    private static readonly TimeSpan Before = TimeSpan.FromHours(2);

    public static ImmutableArray<ApiEndpoint> All { get; } =
    [
        ApiEndpoint.Get("/services/{service}/findings/{fingerprint}", "One finding: its life, and the whole of it as in the JSON report", ApiJson.Default.FindingAnswer, ShowAsync),
    ];

    private static async Task<FindingAnswer> ShowAsync(ApiCall call)
    {
        var (service, fingerprint) = (call.Part("service"), call.Part("fingerprint"));
        var finding = (await call.Store.FindingsAsync(service, call.Cancellation)).FirstOrDefault(finding => finding.Fingerprint == fingerprint)
            ?? throw ApiCall.NotFound($"{service} has no finding {fingerprint}");
        var events = await call.Store.EventsAsync(service, EventsLookedThrough, call.Cancellation);
        return new(FindingSummary.Of(finding))
        {
            Finding = ElementOf(finding.Json),
            Events = [.. events.Where(one => one.Fingerprint == fingerprint || one.Kind == EventKind.Deployed).Select(EventAnswer.Of)],
            Snapshots = await SnapshotsOfAsync(call, finding),
        };
    }

    // Those of the clock show it too; those that were taken for a reason show more.
    private static async Task<ImmutableArray<SnapshotInfo>> SnapshotsOfAsync(ApiCall call, FindingRecord finding)
    {
        var instances = call.Monitor.Service(finding.Service)?.Instances ?? [];
        var showing = instances.Where(instance => instance.Findings.Any(one => one.Fingerprint == finding.Fingerprint)).ToList();
        var all = await SnapshotEndpoints.OfAsync(call, showing.Count > 0 ? showing : instances, new(finding.FirstSeen - Before, finding.LastSeen + Before));
        return [.. all.OrderBy(snapshot => snapshot.Reason == "clock").ThenByDescending(snapshot => snapshot.At).Take(MostSnapshots)];
    }

    private static JsonElement ElementOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
