using System.Collections.Immutable;
using System.Text.Json;
using Unpark.Findings;
using Unpark.Monitor.Store;
using Unpark.Rendering.Json;

namespace Unpark.Tests.Browser.Serving;

/// <summary>A day of a service that leaks since a deployment five hours ago, out of what a real program printed.</summary>
internal sealed class CheckoutPast(IReadOnlyList<string> targets)
{
    public const string Service = "checkout";

    private const string Dump = "go1.27.4/goroutine-debug2.txt";

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5), Length = TimeSpan.FromHours(24), SinceDeployment = TimeSpan.FromHours(5);

    private static readonly JsonElement Report = ReportOf(Dump);

    /// <summary>The finding that is there.</summary>
    public static JsonElement Leak { get; } = Report.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("count").GetInt32() > 2 && finding.TryGetProperty("site", out _));

    public static string Fingerprint => Leak.GetProperty("fingerprint").GetString()!;

    public async Task FillAsync(IMonitorStore store)
    {
        var now = DateTimeOffset.UtcNow;
        var samples = new List<CountSample>();
        for (var at = now - Length; at < now; at += Step) samples.AddRange(targets.Select((target, place) => SampleAt(target, place, at, now)));
        await store.AppendAsync(samples);
        await store.AddAsync(new Deployment(Service, now - SinceDeployment, "v1.4.2", "label version"));
        await store.SaveAsync(RecordAt(now));
        await store.AddAsync(new MonitorEvent(now - SinceDeployment, EventKind.Deployed, Service, null, "checkout: v1.4.2 is deployed"));
        await store.AddAsync(new MonitorEvent(now - (SinceDeployment / 2), EventKind.FindingAppeared, Service, null, $"checkout: {Leak.GetProperty("title").GetString()} (likely), on all 2 instances", Fingerprint));
        await KeepAsync(store, now.AddHours(-6), "go1.27.4/goroutine.pb.gz", "goroutine profile", SnapshotReason.Clock);
        await KeepAsync(store, now.AddHours(-1), Dump, "traceback", SnapshotReason.Finding);
        await KeepAsync(store, now.AddMinutes(-30), "../../samples/orders/recorded/go1.27.4/leaking/goroutine-6.pb.gz", "goroutine profile", SnapshotReason.Spike);
    }

    private CountSample SampleAt(string target, int place, DateTimeOffset at, DateTimeOffset now)
    {
        var leaked = Math.Max(0, (int)((at - (now - SinceDeployment)).TotalMinutes * (2 + place)));
        var sites = Report.GetProperty("groups").EnumerateArray().Where(group => group.TryGetProperty("site", out _)).Take(12)
            .Select((group, i) => new SiteCount(SiteOf(group, $"{i:x16}"), group.GetProperty("count").GetInt64()))
            .Append(new SiteCount(SiteOf(Leak, Fingerprint), leaked)).ToImmutableArray();
        return new(target, at, sites.Sum(site => site.Count) + 3, sites);
    }

    private FindingRecord RecordAt(DateTimeOffset now) => new()
    {
        Service = Service,
        Fingerprint = Fingerprint,
        Rule = Leak.GetProperty("rule").GetString()!,
        Title = Leak.GetProperty("title").GetString()!,
        Spread = "on all 2 instances: 600 to 900 goroutines each",
        Confidence = Confidence.Likely,
        Level = Level.Warning,
        Function = Leak.GetProperty("site").GetProperty("function").GetString()!,
        Place = $"{Leak.GetProperty("site").GetProperty("file").GetString()}:{Leak.GetProperty("site").GetProperty("line").GetInt32()}",
        Count = 1_500,
        Peak = 1_500,
        PerHour = 300,
        Instances = targets.Count,
        InstancesOfService = targets.Count,
        FirstSeen = now - (SinceDeployment / 2),
        LastSeen = now,
        AfterDeployment = Outcome.Worse,
        Json = Leak.GetRawText(),
    };

    private async Task KeepAsync(IMonitorStore store, DateTimeOffset at, string file, string kind, SnapshotReason reason)
    {
        var content = await File.ReadAllBytesAsync(TestData.Path(file));
        await store.KeepAsync(new(0, targets[0], at, kind, reason, 77, content.Length), content);
    }

    private static SiteInfo SiteOf(JsonElement place, string fingerprint)
    {
        var site = place.GetProperty("site");
        return new(fingerprint, site.GetProperty("function").GetString()!, site.GetProperty("file").GetString()!, site.GetProperty("line").GetInt32(), place.GetProperty("state").GetString()!);
    }

    private static JsonElement ReportOf(string file)
    {
        using var stream = File.OpenRead(TestData.Path(file));
        using var json = new MemoryStream();
        ReportJson.Write(Diagnosis.Of([EvidenceReader.Read(stream, file)], new() { Context = EvidenceContext.Live }), json);
        return JsonElement.Parse(json.ToArray());
    }
}
