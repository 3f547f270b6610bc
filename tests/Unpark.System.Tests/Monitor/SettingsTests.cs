using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;

namespace Unpark.Tests.Monitor;

public class SettingsTests
{
    [Fact]
    public void A_whole_file_is_read_as_it_is_written()
    {
        var settings = Read("""
            global: {scrape_interval: 15s, workers: 4, evaluation_interval: 1m30s}
            scrape_configs:
              - job_name: orders
                scheme: https
                pprof_path: /internal/debug/pprof
                allow_stop: 250ms
                static_configs:
                  - targets: [a:6060, b:6060]
                    labels: {service: checkout}
                basic_auth: {username: u, password: p}
                tls_config: {insecure_skip_verify: true}
            store: {path: data/history.db, retention: {samples: 2d, max_size: 5GiB}}
            alerting:
              alertmanagers: [{url: "http://alerts:9093"}]
              webhooks: [{url: "https://hooks.example/x", format: slack}]
            """);
        Assert.Empty(settings.Errors);
        Assert.Equal((TimeSpan.FromSeconds(15), 4, TimeSpan.FromSeconds(90)), (settings.Schedule.Interval, settings.Schedule.Workers, settings.Schedule.EvaluationInterval));
        var group = Assert.Single(settings.Groups);
        Assert.Equal(("orders", "https", TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(10)), (group.Job, group.Scheme, group.AllowStop, group.Timeout));
        Assert.Equal(("u", "p", true), (group.Access.Basic?.UserName, group.Access.Basic?.Password, group.Access.Insecure));
        Assert.Equal((Path.Combine("etc", "data/history.db"), 5L << 30), (settings.Store.Path, settings.Store.Retention.MaxBytes));
        Assert.Equal(WebhookFormat.Slack, Assert.Single(settings.Alerts.Webhooks).Format);
    }

    [Fact]
    public void The_file_of_the_documentation_is_read()
    {
        using var folder = new TestFolder();
        foreach (var file in (string[])["token", "secret", "ca.pem", "c.pem", "k.pem"]) folder.Write(file, "x"u8);
        var page = File.ReadAllText(Path.Combine(TestData.Root, "docs", "monitor.md")).Split("```yaml\n")[1];
        var settings = SettingsReader.Read(page[..page.IndexOf("```", StringComparison.Ordinal)], Path.Combine(folder.Path, "unpark.yaml"));
        Assert.Empty(settings.Errors);
        Assert.Equal(TimeSpan.FromMinutes(5), settings.Schedule.LongestBackOff);
    }

    [Theory]
    [InlineData("jobs: []", "line 1: unknown key \"jobs\", expected one of global, scrape_configs, store, alerting, otlp, push, web")]
    [InlineData("scrape_configs:\n  - scheme: http", "line 2: this entry has no \"job_name\"")]
    [InlineData("global:\n  scrape_interval: 30 seconds\nscrape_configs: []", "line 2: scrape_interval is \"30 seconds\", expected a length of time, as 30s, 5m or 1h30m")]
    [InlineData("scrape_configs:\n- {job_name: a, scrape_interval: 5s, scrape_timeout: 6s}", "line 2: scrape_timeout (6s) is longer than the interval (5s)")]
    [InlineData("scrape_configs:\n- {job_name: a}\n- {job_name: a}", "line 2: job_name \"a\" stands in 2 entries, expected each once")]
    [InlineData("scrape_configs:\n- job_name: a\n  relabel_configs:\n  - {action: replaced}", "line 4: action is \"replaced\", expected replace, keep, drop")]
    [InlineData("scrape_configs:\n- job_name: a\n  relabel_configs:\n  - {action: keep, source_labels: [a], regex: \"(\"}", "line 4: regex: this is no pattern that can be used")]
    [InlineData("scrape_configs:\n- job_name: a\n  tls_config: {ca_file: none.pem}", "line 3: ca_file: there is no file")]
    [InlineData("scrape_configs:\n- job_name: a\n  authorization: {credentials_file: none}", "line 3: credentials_file cannot be read")]
    [InlineData("scrape_configs:\n- job_name: a\n  dns_sd_configs: [{names: [n], port: 1, type: MX}]", "line 3: type is \"MX\", expected SRV, A, AAAA")]
    [InlineData("scrape_configs:\n- job_name: a\n  dns_sd_configs: [{names: [n], resolver: here}]", "line 3: resolver is \"here\", expected the address of a DNS server, as 10.0.0.2 or 10.0.0.2:5353")]
    [InlineData("scrape_configs:\n- job_name: a\n  static_configs: [{targets: a}]", "line 3: targets: expected a list, as [a, b], found \"a\"")]
    [InlineData("scrape_configs: []\nweb:\n  listen: here", "line 3: listen is \"here\", expected an address of this machine and a port")]
    [InlineData("scrape_configs: []\nweb:\n  tokens:\n  - {name: a, hash: secret}", "line 4: hash: expected what 'unpark serve --new-token' prints")]
    [InlineData("scrape_configs: []\nweb:\n  tokens:\n  - {name: a, role: admin, hash: b}", "line 4: role is \"admin\", expected read, write")]
    [InlineData("scrape_configs: []\nweb:\n  tls: {cert_file: none.pem}", "line 3: cert_file: there is no file")]
    [InlineData("scrape_configs: []\npush: {max_instances: 0}", "line 2: max_instances is \"0\", expected a number from 1 to 100000")]
    [InlineData("scrape_configs: [\n", "line 2: this is no YAML that can be read")]
    [InlineData("", "is empty: expected scrape_configs with at least one target")]
    public void What_is_wrong_is_told_with_its_line_and_what_was_expected(string text, string error) =>
        Assert.Contains(error, string.Join('\n', Read(text).Errors), StringComparison.Ordinal);

    [Fact]
    public void The_page_is_served_as_the_section_web_says()
    {
        var (_, hash) = TokenHash.Create();
        var settings = Read($"scrape_configs: []\nweb: {{listen: ':8080', external_url: 'https://unpark.example/x', hosts: [unpark], tokens: [{{name: ci, role: write, hash: \"{hash}\"}}, {{name: wall, hash: \"{hash}\"}}]}}\npush: {{max_instances: 7, expire_after: 2h}}");
        Assert.Empty(settings.Errors);
        Assert.Equal(("[::]:8080", "unpark"), (settings.Web.Listen.ToString(), Assert.Single(settings.Web.Hosts)));
        Assert.Equal([("ci", true), ("wall", false)], settings.Web.Tokens.Select(token => (token.Name, token.MayWrite)));
        // Alerts lead to the page, unless they are to lead elsewhere.
        Assert.Equal(new("https://unpark.example/x"), settings.Alerts.ExternalUrl);
        Assert.Equal((7, TimeSpan.FromHours(2)), (settings.Push.MaxInstances, settings.Push.ExpireAfter));
    }

    [Fact]
    public void No_message_repeats_a_secret()
    {
        var settings = Read("scrape_configs:\n- job_name: a\n  basic_auth: {password: hunter2}\n  authorization: {type: Digest, credentials: hunter2}\n");
        Assert.NotEmpty(settings.Errors);
        Assert.DoesNotContain("hunter2", string.Join('\n', settings.Errors) + settings.Groups[0].Access + settings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30s", 30_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("500ms", 500)]
    [InlineData("15d", 1_296_000_000)]
    [InlineData("30m1h", null)]
    [InlineData("-5s", null)]
    [InlineData("5", null)]
    public void Lengths_of_time_are_those_of_Prometheus(string text, int? milliseconds)
    {
        Assert.Equal(milliseconds is not null, Durations.TryParse(text, out var time));
        if (milliseconds is not { } expected) return;
        Assert.Equal(expected, time.TotalMilliseconds);
        Assert.Equal(text, Durations.Format(time));
    }

    private static MonitorSettings Read(string text) => SettingsReader.Read(text, Path.Combine("etc", "unpark.yaml"));
}
