using System.Collections.Immutable;
using Unpark.Monitor;
using Unpark.Monitor.Store;
using Unpark.Server.Api.Answers;

namespace Unpark.Server.Api.Endpoints;

/// <summary>Counts over time.</summary>
internal static class HistoryEndpoints
{
    private const int MostSeries = 20, MostChanges = 500, DefaultPoints = 300, MostPoints = 2000;

    /// <summary>The store tells longer times by stretches of this length.</summary>
    private static readonly TimeSpan Coarse = TimeSpan.FromMinutes(5), LongestFine = TimeSpan.FromHours(12);

    public static ImmutableArray<ApiEndpoint> All { get; } =
    [
        ApiEndpoint.Get("/services/{service}/history", "Counts of a service over time, by line or by state", ApiJson.Default.HistoryAnswer, ShowAsync, ApiParameter.From, ApiParameter.To, ApiParameter.Points, new("by", "site or state"), ApiParameter.Instance),
        ApiEndpoint.Get("/services/{service}/sites/{fingerprint}", "Counts at one line over time, by instance", ApiJson.Default.SiteAnswer, SiteAsync, ApiParameter.From, ApiParameter.To, ApiParameter.Points),
        ApiEndpoint.Get("/services/{service}/compare", "Counts at two moments, line by line", ApiJson.Default.CompareAnswer, CompareAsync, ApiParameter.From, ApiParameter.To, ApiParameter.Instance),
    ];

    private static async Task<HistoryAnswer> ShowAsync(ApiCall call)
    {
        var (range, instances) = (call.Range(), call.Instances());
        var parts = PartsOf(call, range, instances);
        var sum = new SummedHistory(range, parts, call.Word("by", "site", "state") == "site" ? site => site.Fingerprint : site => site.State);
        foreach (var instance in instances) sum.Add(await HistoryOf(call, instance, range, parts));
        return new(
            sum.Times,
            RangeAnswer.Of(sum.Totals),
            [.. sum.Largest(MostSeries).Select(one => SeriesOf(one.Key, one.Site, one.Counts))],
            await DeploymentsAsync(call, range));
    }

    private static async Task<SiteAnswer> SiteAsync(ApiCall call)
    {
        var (range, instances, fingerprint) = (call.Range(), call.Instances(), call.Part("fingerprint"));
        var parts = PartsOf(call, range, instances);
        SiteInfo? info = call.Monitor.SiteOf(fingerprint);
        var seen = new SortedSet<int>();
        var rows = new List<(TargetState Instance, Dictionary<int, (long Lowest, long Highest)> Counts)>();
        foreach (var instance in instances)
        {
            var history = await HistoryOf(call, instance, range, parts);
            seen.UnionWith(history.Times.Select(time => range.PartOf(time, parts)));
            var site = history.Sites.FirstOrDefault(site => site.Site.Fingerprint == fingerprint);
            info ??= site?.Site;
            if (site is not null) rows.Add((instance, history.Times.Select((time, point) => (Part: range.PartOf(time, parts), site.Counts.Lowest, Point: point)).ToDictionary(one => one.Part, one => (site.Counts.Lowest[one.Point], site.Counts.Highest[one.Point]))));
        }
        var finding = (await call.Store.FindingsAsync(call.Part("service"), call.Cancellation)).FirstOrDefault(finding => finding.Fingerprint == fingerprint);
        return new(
            SitePlace.Of(info ?? throw ApiCall.NotFound($"{call.Part("service")} had no goroutines at a line {fingerprint} in this time")),
            [.. seen.Select(part => range.StartOf(part, parts))],
            [.. rows.Select(row => new SiteInstanceAnswer(row.Instance.Target.Key, row.Instance.Target.Instance, [.. seen.Select(part => row.Counts.TryGetValue(part, out var count) ? count.Lowest : (long?)null)], [.. seen.Select(part => row.Counts.TryGetValue(part, out var count) ? count.Highest : (long?)null)]))],
            await DeploymentsAsync(call, range),
            await SnapshotEndpoints.OfAsync(call, [.. rows.Select(row => row.Instance)], range))
        {
            Finding = finding is null ? null : FindingSummary.Of(finding),
        };
    }

    private static async Task<CompareAnswer> CompareAsync(ApiCall call)
    {
        var (range, instances) = (call.Range(), call.Instances());
        var (before, after) = (new CountsAt(range.From), new CountsAt(range.To));
        foreach (var instance in instances)
        {
            await before.AddAsync(call, instance);
            await after.AddAsync(call, instance);
        }
        return new(range.From, range.To, [before.Total, after.Total], [.. CountsAt.Changes(before, after).Take(MostChanges)], await SnapshotEndpoints.NearestAsync(call, instances, range));
    }

    private static async Task<ImmutableArray<DeploymentAnswer>> DeploymentsAsync(ApiCall call, TimeRange range)
    {
        var deployments = await call.Store.DeploymentsAsync(call.Part("service"), call.Cancellation);
        return [.. deployments.Where(deployment => deployment.At >= range.From && deployment.At <= range.To).Select(DeploymentAnswer.Of)];
    }

    private static Task<History> HistoryOf(ApiCall call, TargetState instance, TimeRange range, int parts) =>
        call.Store.HistoryAsync(new(instance.Target.Key, range.From, range.To, parts), call.Cancellation);

    // Parts shorter than two intervals would have every other instance missing in each.
    private static int PartsOf(ApiCall call, TimeRange range, IReadOnlyList<TargetState> instances)
    {
        var shortest = range.Length > LongestFine ? Coarse : TimeSpan.Zero;
        if (instances.Count > 1) shortest = instances.Select(instance => instance.Target.Interval * 2).Append(shortest).Max();
        var fitting = shortest == TimeSpan.Zero ? MostPoints : (int)Math.Clamp(range.Length / shortest, 1, MostPoints);
        return Math.Min(fitting, call.Number("points", DefaultPoints, MostPoints));
    }

    private static SeriesAnswer SeriesOf(string key, SiteInfo site, CountRange counts) => new(key, counts.Lowest, counts.Highest)
    {
        Function = key == site.Fingerprint ? site.Function.OrNull() : null,
        File = key == site.Fingerprint ? site.File.OrNull() : null,
        Line = key == site.Fingerprint && site.Line > 0 ? site.Line : null,
        State = site.State.OrNull(),
        Library = key == site.Fingerprint ? site.Library : null,
    };
}
