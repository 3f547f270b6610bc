using System.Net;
using Unpark.Configuration;
using Unpark.Monitor.Targets;
using Unpark.Monitor.Targets.Discovery;
using Unpark.Monitor.Targets.Discovery.Names;

namespace Unpark.Monitor.Settings.Reading;

/// <summary>Reads the entries of <c>scrape_configs</c>.</summary>
internal sealed class ScrapeGroupReader(Entries entries, SettingsFolder folder, ScheduleSettings schedule)
{
    private static readonly TimeSpan FileRefresh = TimeSpan.FromMinutes(5), HttpRefresh = TimeSpan.FromMinutes(1), DnsRefresh = TimeSpan.FromSeconds(30);

    private static readonly string[] Keys =
    [
        "job_name", "scrape_interval", "scrape_timeout", "scheme", "pprof_path", "allow_stop",
        "static_configs", "file_sd_configs", "http_sd_configs", "dns_sd_configs", "relabel_configs",
    ];

    private readonly AccessReader _access = new(entries, folder);

    public ScrapeGroup? Read(YamlMap map)
    {
        entries.CheckKeys(map, [.. Keys, .. AccessReader.Keys]);
        entries.Require(map, "job_name");
        if (entries.Text(map, "job_name") is not { } job) return null;
        var interval = entries.Duration(map, "scrape_interval", schedule.Interval);
        return new()
        {
            Job = job,
            Interval = interval,
            Timeout = TimeoutOf(map, interval),
            Scheme = entries.OneOf(map, "scheme", "http", "https") ?? "http",
            Path = entries.Text(map, "pprof_path") ?? "",
            Access = _access.Read(map),
            AllowStop = entries.Duration(map, "allow_stop", TimeSpan.FromMilliseconds(100)),
            Static = entries.List(map, "static_configs", found => TargetGroupsText.Read(found, entries, entries.PlaceOf(found))),
            Discoveries = [.. Files(map), .. entries.List(map, "http_sd_configs", ReadHttp), .. Names(map)],
            Relabel = entries.List(map, "relabel_configs", new RelabelReader(entries).Read),
        };
    }

    // A time-out beyond the interval would only have a look wait for the one before.
    private TimeSpan TimeoutOf(YamlMap map, TimeSpan interval)
    {
        var timeout = entries.Duration(map, "scrape_timeout", schedule.Timeout < interval ? schedule.Timeout : interval);
        if (timeout > interval) entries.Wrong(Entries.Node(map, "scrape_timeout")!, $"scrape_timeout ({Durations.Format(timeout)}) is longer than the interval ({Durations.Format(interval)})");
        return timeout;
    }

    private IEnumerable<DiscoverySource> Files(YamlMap map)
    {
        foreach (var one in entries.Of(map, "file_sd_configs"))
        {
            entries.CheckKeys(one, "files", "refresh_interval");
            entries.Require(one, "files");
            var refresh = entries.Duration(one, "refresh_interval", FileRefresh);
            foreach (var file in entries.Texts(one, "files")) yield return new FileSource(folder.PathOf(file.Text), refresh);
        }
    }

    private HttpSource? ReadHttp(YamlMap map)
    {
        entries.CheckKeys(map, ["url", "refresh_interval", .. AccessReader.Keys]);
        entries.Require(map, "url");
        return entries.Address(map, "url") is { } address
            ? new(address, _access.Read(map), entries.Duration(map, "refresh_interval", HttpRefresh))
            : null;
    }

    private IEnumerable<DiscoverySource> Names(YamlMap map)
    {
        foreach (var one in entries.Of(map, "dns_sd_configs"))
        {
            entries.CheckKeys(one, "names", "type", "port", "resolver", "refresh_interval");
            entries.Require(one, "names");
            var type = Enum.Parse<DnsType>(entries.OneOf(one, "type", "SRV", "A", "AAAA") ?? "SRV", ignoreCase: true);
            if (type != DnsType.Srv) entries.Require(one, "port");
            var port = entries.Count(one, "port", 6060, most: ushort.MaxValue);
            var (resolver, refresh) = (ResolverOf(one), entries.Duration(one, "refresh_interval", DnsRefresh));
            foreach (var name in entries.Texts(one, "names"))
            {
                yield return type == DnsType.Srv ? new SrvSource(name.Text, resolver, refresh) : new DnsSource(name.Text, type, port, resolver, refresh);
            }
        }
    }

    private IPEndPoint? ResolverOf(YamlMap map)
    {
        if (entries.Text(map, "resolver") is not { } text) return null;
        if (IPEndPoint.TryParse(text, out var address)) return address;
        entries.Wrong(Entries.Node(map, "resolver")!, $"resolver is \"{text}\", expected the address of a DNS server, as 10.0.0.2 or 10.0.0.2:5353");
        return null;
    }
}
