using System.Net;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Targets;

namespace Unpark.Tests.Monitor.Discovery;

public class DnsDiscoveryTests
{
    [ProgramFact("dnsmasq")]
    public async Task Srv_records_give_host_and_port_of_each_instance()
    {
        await using var server = await DnsServer.StartAsync("srv-host=_pprof._tcp.orders.test,b.orders.test,6062,0,5", "srv-host=_pprof._tcp.orders.test,a.orders.test,6061,0,5");
        await using var directory = await OpenAsync($"{{names: [_pprof._tcp.orders.test], resolver: '{server.Address}'}}");
        Assert.Empty(directory.Problems);
        Assert.Equal("""{instance="a.orders.test:6061", job="a", srv="_pprof._tcp.orders.test a.orders.test 6061"} {instance="b.orders.test:6062", job="a", srv="_pprof._tcp.orders.test b.orders.test 6062"}""", LabelsOf(directory));
    }

    [ProgramFact("dnsmasq")]
    public async Task Hundreds_of_instances_do_not_fit_a_packet_and_are_found_all_the_same()
    {
        await using var server = await DnsServer.StartAsync(Enumerable.Range(0, 300).Select(i => $"srv-host=_pprof._tcp.orders.test,replica-{i}.orders.test,{6000 + i}"));
        await using var directory = await OpenAsync($"{{names: [_pprof._tcp.orders.test], type: SRV, resolver: '{server.Address}'}}");
        Assert.Equal(300, directory.Targets.Length);
    }

    [ProgramFact("dnsmasq")]
    public async Task Addresses_are_asked_of_the_resolver_that_is_named()
    {
        await using var server = await DnsServer.StartAsync("host-record=orders.test,127.0.0.2,::2", "cname=alias.test,orders.test");
        await using var four = await OpenAsync($"{{names: [alias.test], type: A, port: 6060, resolver: '{server.Address}'}}");
        Assert.Equal("127.0.0.2:6060", Assert.Single(four.Targets).Instance);
        await using var six = await OpenAsync($"{{names: [orders.test], type: AAAA, port: 6060, resolver: '{server.Address}'}}");
        Assert.Equal("[::2]:6060", Assert.Single(six.Targets).Instance);
    }

    [ProgramFact("dnsmasq")]
    public async Task A_name_that_is_gone_has_no_targets_and_a_server_that_is_gone_leaves_them()
    {
        var time = new ManualTime();
        await using var server = await DnsServer.StartAsync("srv-host=_pprof._tcp.orders.test,a.orders.test,6061");
        await using var directory = await OpenAsync($"{{names: [_pprof._tcp.orders.test], resolver: '{server.Address}', refresh_interval: 30s}}", time);
        Assert.Single(directory.Targets);

        await server.StopAsync();
        await UntilAsync(time, () => directory.Problems is [var problem] && problem.StartsWith($"_pprof._tcp.orders.test: no DNS server gives an answer: {server.Address}", StringComparison.Ordinal));
        Assert.Single(directory.Targets);

        await server.UseAsync();
        await UntilAsync(time, () => directory.Targets.IsEmpty);
        Assert.Empty(directory.Problems);
    }

    private static async Task<TargetDirectory> OpenAsync(string names, ManualTime? time = null)
    {
        var settings = SettingsReader.Read($$"""
            scrape_configs:
            - job_name: a
              dns_sd_configs: [{{names}}]
              relabel_configs: [{source_labels: [__meta_dns_name, __meta_dns_srv_record_target, __meta_dns_srv_record_port], separator: ' ', regex: '(.+) (.+) (.+)', replacement: '$1 $2 $3', target_label: srv}]
            """, "unpark.yaml");
        Assert.Empty(settings.Errors);
        var directory = new TargetDirectory(time ?? TimeProvider.System);
        await directory.UseAsync(settings.Groups);
        await directory.FirstAnswersAsync();
        return directory;
    }

    private static string LabelsOf(TargetDirectory directory) => string.Join(' ', directory.Targets.Select(target => target.Labels));

    private static async Task UntilAsync(ManualTime time, Func<bool> reached)
    {
        for (var waited = 0; !reached(); waited++)
        {
            Assert.True(waited < 3000);
            await Task.Delay(20);
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
