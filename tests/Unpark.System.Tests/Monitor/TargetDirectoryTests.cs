using System.Text;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Targets;
using Unpark.Tests.Http;

namespace Unpark.Tests.Monitor;

public class TargetDirectoryTests
{
    [Fact]
    public async Task Targets_of_the_file_carry_their_labels_and_are_asked_where_they_stand() => await CheckAsync(
        """
        - job_name: orders
          scheme: https
          pprof_path: /internal
          static_configs: [{targets: [a:6060, "http://b:7070/base"], labels: {service: checkout, version: v7}}]
        """,
        """
        https://a:6060/ /internal {instance="https://a:6060", job="orders", service="checkout", version="v7"}
        http://b:7070/ /base {instance="b:7070", job="orders", service="checkout", version="v7"}
        """);

    [Theory]
    [InlineData("{action: drop, source_labels: [env], regex: test}", "prod:1")]
    [InlineData("{action: keep, source_labels: [env, zone], regex: 'test;.*'}", "test:1")]
    [InlineData("{source_labels: [__address__], regex: '(.*):1', target_label: __address__, replacement: '${1}:9'}", "prod:9 test:9")]
    [InlineData("{action: keep, source_labels: [__address__], regex: pro}", "")]
    public async Task Rules_for_labels_choose_and_change_targets(string rule, string addresses)
    {
        await using var directory = await OpenAsync($"""
            - job_name: a
              static_configs:
              - {"{targets: [prod:1], labels: {env: prod, zone: x}}"}
              - {"{targets: [test:1], labels: {env: test, zone: y}}"}
              relabel_configs: [{rule}]
            """);
        Assert.Equal(addresses, string.Join(' ', directory.Targets.Select(target => target.Asked!.Root.Authority)));
    }

    [Theory]
    [InlineData("{action: labelmap, regex: 'pod_(.+)', replacement: '$1'}", "name", "web-1")]
    [InlineData("{action: labeldrop, regex: 'pod_.*'}", "pod_name", "")]
    [InlineData("{action: uppercase, source_labels: [pod_name], target_label: big}", "big", "WEB-1")]
    [InlineData("{action: hashmod, source_labels: [pod_name], modulus: 1000, target_label: shard}", "shard", "48")]
    [InlineData("{target_label: pod_name, replacement: ''}", "pod_name", "")]
    public async Task Rules_for_labels_make_labels(string rule, string label, string value)
    {
        await using var directory = await OpenAsync($"""
            - job_name: a
              static_configs: [{"{targets: [x:1], labels: {pod_name: web-1}}"}]
              relabel_configs: [{rule}]
            """);
        Assert.Equal(value, Assert.Single(directory.Targets).Labels[label]);
    }

    [Fact]
    public async Task Files_are_read_again_and_a_broken_one_keeps_what_was_found()
    {
        using var folder = new TestFolder();
        var file = folder.Write("targets/a.json", "[\n\t{\"targets\": [\"a:1\", \"b:1\"], \"labels\": {\"service\": \"s\"}}\n]"u8);
        await using var directory = await OpenAsync("- {job_name: a, file_sd_configs: [{files: ['targets/*.json'], refresh_interval: 100ms}]}", folder.Path);
        Assert.Equal(["a/a:1", "a/b:1"], directory.Targets.Select(target => target.Key));
        Assert.Equal("s", directory.Targets[0].Service);

        File.WriteAllText(file, "[{\"targets\": [\"c:1\"]}]");
        await UntilAsync(directory, () => directory.Targets is [{ Key: "a/c:1" }]);
        File.WriteAllText(file, "[{\"target\": [\"d:1\"]}]");
        await UntilAsync(directory, () => directory.Problems is [var problem] && problem.Contains("a.json: line 1: unknown key \"target\"", StringComparison.Ordinal));
        Assert.Equal("a/c:1", Assert.Single(directory.Targets).Key);
    }

    [Fact]
    public async Task A_service_lists_targets_to_who_has_the_token()
    {
        using var server = new FakeServer(request => FakeServer.Ok("application/json", Encoding.UTF8.GetBytes("""[{"targets": ["a:1"], "labels": {"version": "v2"}}]""")));
        await using var directory = await OpenAsync($"- {{job_name: a, http_sd_configs: [{{url: 'http://{server.Address}/sd', authorization: {{credentials: secret}}}}]}}");
        Assert.Equal("v2", Assert.Single(directory.Targets).Version);
        Assert.StartsWith("GET /sd ", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_refuses_is_a_problem_and_no_end()
    {
        using var server = new FakeServer(_ => FakeServer.Status("403 Forbidden"));
        await using var directory = await OpenAsync($"- {{job_name: a, static_configs: [{{targets: [b:1]}}], http_sd_configs: [{{url: 'http://{server.Address}/sd'}}]}}");
        Assert.Equal($"http://{server.Address}/sd: expected a list of targets, found the answer 403", Assert.Single(directory.Problems));
        Assert.Single(directory.Targets);
    }

    [Fact]
    public async Task A_name_gives_a_target_for_each_of_its_addresses()
    {
        await using var directory = await OpenAsync("- {job_name: a, dns_sd_configs: [{names: [localhost], type: A, port: 6060}]}");
        Assert.Equal("a/127.0.0.1:6060", Assert.Single(directory.Targets).Key);
    }

    [Fact]
    public async Task Addresses_that_are_none_and_targets_that_stand_twice_are_told()
    {
        await using var directory = await OpenAsync("- {job_name: a, static_configs: [{targets: [nonsense, 'b:1', 'b:1']}]}");
        Assert.Equal("a/b:1", Assert.Single(directory.Targets).Key);
        Assert.Equal(
            "unpark.yaml:2: nonsense: expected an address, as http://host:6060, host:6060 or unix:/run/app.sock\nunpark.yaml:2: a/b:1 stands there twice; the first is looked at",
            string.Join('\n', directory.Problems));
    }

    private static async Task CheckAsync(string jobs, string expected)
    {
        await using var directory = await OpenAsync(jobs);
        Assert.Equal(expected, string.Join('\n', directory.Targets.Select(target => $"{target.Asked!.Root} {target.Asked.Path} {target.Labels}")));
    }

    private static async Task<TargetDirectory> OpenAsync(string jobs, string folder = "")
    {
        var settings = SettingsReader.Read("scrape_configs:\n" + jobs, Path.Combine(folder, "unpark.yaml"));
        Assert.Empty(settings.Errors);
        var directory = new TargetDirectory(TimeProvider.System);
        await directory.UseAsync(settings.Groups);
        await directory.FirstAnswersAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return directory;
    }

    private static async Task UntilAsync(TargetDirectory directory, Func<bool> reached)
    {
        var changed = new SemaphoreSlim(0);
        directory.Changed += () => changed.Release();
        while (!reached()) Assert.True(await changed.WaitAsync(TimeSpan.FromSeconds(30)), $"{string.Join(' ', directory.Targets)} {string.Join(' ', directory.Problems)}");
    }
}
