using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Unpark.Monitor.Targets.Discovery.Names;

namespace Unpark.Monitor.Targets.Discovery;

/// <summary>A name with a host and a port for each instance (<c>dns_sd_configs</c> of type SRV): "_pprof._tcp.orders.example".</summary>
/// <param name="Resolver">Null: those of <c>/etc/resolv.conf</c>.</param>
internal sealed record SrvSource(string Host, IPEndPoint? Resolver, TimeSpan RefreshInterval) : DiscoverySource(RefreshInterval)
{
    // As Prometheus names them.
    private const string TargetLabel = "__meta_dns_srv_record_target", PortLabel = "__meta_dns_srv_record_port";

    public override string Name => Host;

    public override async Task<ImmutableArray<TargetGroup>> FindAsync(TimeProvider time, CancellationToken cancellation)
    {
        var resolvers = Resolver is null ? FromMachine() : Resolvers.Only(Resolver);
        var records = await new DnsClient(resolvers, time).AskAsync(Host, DnsType.Srv, cancellation);
        // An empty host says that the service is not to be had here (RFC 2782).
        return [.. records.Where(record => record.Host.Length > 0).Select(GroupOf).OrderBy(group => group.Addresses[0], StringComparer.Ordinal)];
    }

    private TargetGroup GroupOf(DnsRecord record)
    {
        var port = record.Port.ToString(CultureInfo.InvariantCulture);
        return new(Host, [$"{record.Host}:{port}"], LabelSet.Empty.With(DnsSource.NameLabel, Host).With(TargetLabel, record.Host).With(PortLabel, port));
    }

    private Resolvers FromMachine()
    {
        try
        {
            return ResolverFile.Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiscoveryException(Host, $"{ResolverFile.Path} cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }
}
