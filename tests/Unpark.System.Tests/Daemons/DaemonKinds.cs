using System.Globalization;
using System.Net.Http.Json;
using System.Text;

namespace Unpark.Tests.Daemons;

/// <summary>The daemons that are watched, each with a small load of the kind it is made for.</summary>
internal static class DaemonKinds
{
    public static IReadOnlyList<DaemonKind> All { get; } =
    [
        new("prometheus", place =>
        [
            $"--config.file={place.Write("prometheus.yml", $"global: {{scrape_interval: 1s}}\nscrape_configs:\n- job_name: self\n  static_configs: [{{targets: ['{place.Address(0)}']}}]\n")}",
            $"--storage.tsdb.path={place.Folder}/data", $"--web.listen-address={place.Address(0)}", "--log.level=error",
        ])
        {
            Ready = place => place.Uri(0, "-/ready"),
            Pprof = place => place.Uri(0),
            Work = (http, place, i) => Get(http, place.Uri(0, $"api/v1/query?query=sum(rate(prometheus_http_requests_total[{10 + i % 50}s]))")),
        },
        new("prometheus-alertmanager", place =>
        [
            $"--config.file={place.Write("alertmanager.yml", $"route: {{receiver: none, group_wait: 1s, group_interval: 5s, group_by: [instance]}}\nreceivers: [{{name: none}}]\n")}",
            $"--storage.path={place.Folder}/data", $"--web.listen-address={place.Address(0)}", "--cluster.listen-address=", "--log.level=error",
        ])
        {
            Ready = place => place.Uri(0, "-/ready"),
            Pprof = place => place.Uri(0),
            Work = (http, place, i) => i % 2 == 0
                ? Post(http, place.Uri(0, "api/v2/alerts"), new[] { new { labels = new { alertname = "Load", instance = $"host{i % 40}" } } })
                : Get(http, place.Uri(0, "api/v2/alerts")),
        },
        new("etcd", place =>
        [
            "--enable-pprof", $"--data-dir={place.Folder}/data", "--log-level=error",
            $"--listen-client-urls=http://{place.Address(0)}", $"--advertise-client-urls=http://{place.Address(0)}",
            $"--listen-peer-urls=http://{place.Address(1)}", $"--initial-advertise-peer-urls=http://{place.Address(1)}", $"--initial-cluster=default=http://{place.Address(1)}",
        ])
        {
            Ready = place => place.Uri(0, "health"),
            Pprof = place => place.Uri(0),
            Work = (http, place, i) => i % 3 == 0
                ? Post(http, place.Uri(0, "v3/kv/range"), new { key = Base64($"key{i % 20}") })
                : Post(http, place.Uri(0, "v3/kv/put"), new { key = Base64($"key{i % 20}"), value = Base64("value") }),
        },
        new("nats-server", place =>
        [
            "-a", "127.0.0.1", "-p", Text(place.Port(0)), "-m", Text(place.Port(1)), "--profile", Text(place.Port(2)), "-js", "-sd", $"{place.Folder}/data",
        ])
        {
            Ready = place => place.Uri(1, "healthz"),
            Pprof = place => place.Uri(2),
            Work = (_, place, i) => NatsWork.PublishAsync(place.Port(0), i),
        },
        new("caddy", place => ["run", "--adapter", "caddyfile", "--config", place.Write("Caddyfile", $$"""
            {
              admin {{place.Address(1)}}
              auto_https off
            }
            http://{{place.Address(0)}} {
              reverse_proxy {{place.Address(2)}}
            }
            http://{{place.Address(2)}} {
              respond "hello"
            }
            """)])
        {
            Ready = place => place.Uri(0),
            Pprof = place => place.Uri(1),
            Environment = Home,
            Work = (http, place, _) => Get(http, place.Uri(0)),
            DumpsOnQuit = false,
        },
        new("syncthing", place =>
        [
            "serve", "--no-browser", "--no-restart", $"--home={SyncthingHome(place)}", $"--gui-address=http://{place.Address(0)}", "--gui-apikey=load",
        ])
        {
            Ready = place => place.Uri(0),
            Pprof = place => place.Uri(1),
            Environment = place => Home(place, ("STPROFILER", place.Address(1)), ("STNOUPGRADE", "1"), ("STMONITORED", "yes")),
            Work = async (http, place, i) =>
            {
                place.Write($"shared/file{i % 50}.txt", Text(i));
                using var request = new HttpRequestMessage(i % 20 == 0 ? HttpMethod.Post : HttpMethod.Get, place.Uri(0, i % 20 == 0 ? "rest/db/scan?folder=shared" : "rest/system/status"));
                request.Headers.Add("X-API-Key", "load");
                using var answer = (await http.SendAsync(request)).EnsureSuccessStatusCode();
            },
        },
        new("prometheus-node-exporter", place => [$"--web.listen-address={place.Address(0)}", "--log.level=error"])
        {
            Ready = place => place.Uri(0),
            Pprof = place => place.Uri(0),
            Work = (http, place, _) => Get(http, place.Uri(0, "metrics")),
        },
        new("prometheus-pushgateway", place => [$"--web.listen-address={place.Address(0)}", $"--persistence.file={place.Folder}/data", "--persistence.interval=5s", "--log.level=error"])
        {
            Ready = place => place.Uri(0, "-/ready"),
            Pprof = place => place.Uri(0),
            Work = (http, place, i) => Put(http, place.Uri(0, $"metrics/job/load{i % 10}"), $"load {i}\n"),
        },
        new("prometheus-blackbox-exporter", place =>
        [
            $"--config.file={place.Write("blackbox.yml", "modules: {http: {prober: http, timeout: 5s}, tcp: {prober: tcp, timeout: 5s}}\n")}", $"--web.listen-address={place.Address(0)}", "--log.level=error",
        ])
        {
            Ready = place => place.Uri(0, "-/healthy"),
            Pprof = place => place.Uri(0),
            Work = (http, place, i) => Get(http, place.Uri(0, i % 2 == 0 ? $"probe?module=http&target=http://{place.Address(0)}/metrics" : $"probe?module=tcp&target={place.Address(0)}")),
        },
        new("victoria-metrics", place => [$"-storageDataPath={place.Folder}/data", $"-httpListenAddr={place.Address(0)}", "-loggerLevel=ERROR"])
        {
            Ready = place => place.Uri(0, "health"),
            Pprof = place => place.Uri(0),
            Work = (http, place, i) => i % 2 == 0
                ? PostText(http, place.Uri(0, "api/v1/import/prometheus"), $"load{{worker=\"{i % 50}\"}} {i}\n")
                : Get(http, place.Uri(0, "api/v1/query?query=sum(rate(load[1m]))")),
        },
        new("influxd", place => ["-config", place.Write("influxdb.conf", $"""
            reporting-disabled = true
            bind-address = "{place.Address(1)}"
            [meta]
              dir = "{place.Folder}/meta"
            [data]
              dir = "{place.Folder}/data"
              wal-dir = "{place.Folder}/wal"
            [http]
              bind-address = "{place.Address(0)}"
              log-enabled = false
            [logging]
              level = "error"
            """)])
        {
            Ready = place => place.Uri(0, "ping"),
            Pprof = place => place.Uri(0),
            Work = (http, place, i) => i == 0 ? PostText(http, place.Uri(0, "query?q=CREATE+DATABASE+load"), "")
                : i % 3 == 0 ? Get(http, place.Uri(0, "query?db=load&q=SELECT+count(value)+FROM+load"))
                : PostText(http, place.Uri(0, "write?db=load"), $"load,worker={i % 50} value={i}"),
        },
        new("docker-registry", place => ["serve", place.Write("registry.yml", $$$"""
            version: 0.1
            log: {level: error, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: {{{place.Folder}}}/data}}
            http: {addr: '{{{place.Address(0)}}}', debug: {addr: '{{{place.Address(1)}}}'}}
            """)])
        {
            Ready = place => place.Uri(0, "v2/"),
            Pprof = place => place.Uri(1),
            Work = async (http, place, i) =>
            {
                if (i % 4 == 0) await PostText(http, place.Uri(0, $"v2/load{i % 5}/blobs/uploads/"), "");
                else await Get(http, place.Uri(0, "v2/_catalog"));
            },
        },
        new("rclone", place => ["rcd", "--rc-no-auth", $"--rc-addr={place.Address(0)}", $"--config={place.Write("rclone.conf", "")}"])
        {
            Ready = place => place.Uri(0, "debug/pprof/"),
            Pprof = place => place.Uri(0),
            Environment = Home,
            Work = (http, place, _) => PostText(http, place.Uri(0, $"operations/list?fs={place.Folder}&remote="), ""),
        },
        new("mtail", place =>
        [
            $"--progs={Path.GetDirectoryName(place.Write("progs/lines.mtail", "counter lines\n/$/ {\n  lines++\n}\n"))}", $"--logs={place.Write("load.log", "first\n")}",
            "--address=127.0.0.1", $"--port={place.Port(0)}",
        ])
        {
            Ready = place => place.Uri(0),
            Pprof = place => place.Uri(0),
            Work = async (http, place, i) =>
            {
                await using (var log = new FileStream($"{place.Folder}/load.log", FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) await log.WriteAsync(Encoding.UTF8.GetBytes($"line {i}\n"));
                await Get(http, place.Uri(0, "metrics"));
            },
        },
        new("webhook", place => ["-hooks", place.Write("hooks.json", """[{"id": "load", "execute-command": "/bin/true"}]"""), "-ip", "127.0.0.1", "-port", Text(place.Port(0))])
        {
            Ready = place => place.Uri(0),
            Work = (http, place, _) => Get(http, place.Uri(0, "hooks/load")),
        },
    ];

    public static DaemonKind Of(string program) => All.Single(kind => kind.Program == program);

    private static Dictionary<string, string> Home(DaemonPlace place) => Home(place, []);

    private static Dictionary<string, string> Home(DaemonPlace place, params (string Name, string Value)[] more)
    {
        var variables = new Dictionary<string, string> { ["HOME"] = place.Folder, ["XDG_DATA_HOME"] = place.Folder, ["XDG_CONFIG_HOME"] = place.Folder };
        foreach (var (name, value) in more) variables[name] = value;
        return variables;
    }

    // Nothing of it may leave the machine: no discovery, no relays, no reports, no upgrades.
    private static string SyncthingHome(DaemonPlace place) => Path.GetDirectoryName(place.Write("home/config.xml", $"""
        <configuration version="36">
            <folder id="shared" label="shared" path="{Path.GetDirectoryName(place.Write("shared/first.txt", "first"))}" type="sendreceive" rescanIntervalS="10" fsWatcherEnabled="true" fsWatcherDelayS="1"></folder>
            <gui enabled="true" tls="false"><address>{place.Address(0)}</address><apikey>load</apikey></gui>
            <options>
                <listenAddress>tcp://{place.Address(2)}</listenAddress>
                <globalAnnounceEnabled>false</globalAnnounceEnabled>
                <localAnnounceEnabled>false</localAnnounceEnabled>
                <relaysEnabled>false</relaysEnabled>
                <natEnabled>false</natEnabled>
                <urAccepted>-1</urAccepted>
                <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
                <crashReportingEnabled>false</crashReportingEnabled>
                <stunKeepaliveStartS>0</stunKeepaliveStartS>
            </options>
        </configuration>
        """))!;

    private static async Task Get(HttpClient http, Uri address)
    {
        using var answer = await http.GetAsync(address);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task Put(HttpClient http, Uri address, string text)
    {
        using var answer = await http.PutAsync(address, new StringContent(text));
        answer.EnsureSuccessStatusCode();
    }

    private static async Task PostText(HttpClient http, Uri address, string text)
    {
        using var answer = await http.PostAsync(address, new StringContent(text));
        answer.EnsureSuccessStatusCode();
    }

    private static async Task Post<T>(HttpClient http, Uri address, T content)
    {
        using var answer = await http.PostAsJsonAsync(address, content);
        answer.EnsureSuccessStatusCode();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
