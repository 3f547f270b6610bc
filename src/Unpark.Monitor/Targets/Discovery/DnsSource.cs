using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Unpark.Monitor.Targets.Discovery;

/// <summary>A name with an address for each instance (<c>dns_sd_configs</c> of type A or AAAA), as a headless service of Kubernetes has.</summary>
internal sealed record DnsSource(string Host, AddressFamily Family, int Port, TimeSpan RefreshInterval) : DiscoverySource(RefreshInterval)
{
    /// <summary>Prometheus' own label for the name that was asked for.</summary>
    private const string NameLabel = "__meta_dns_name";

    public override string Name => Host;

    public override async Task<ImmutableArray<TargetGroup>> FindAsync(TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(Host, Family, cancellation);
            return [new(Host, [.. addresses.Select(address => new IPEndPoint(address, Port).ToString()).Order(StringComparer.Ordinal)], LabelSet.Empty.With(NameLabel, Host))];
        }
        catch (SocketException e)
        {
            throw new DiscoveryException(Host, $"this machine's resolver gives no address: {e.Message.TrimEnd('.')}", e);
        }
    }
}
