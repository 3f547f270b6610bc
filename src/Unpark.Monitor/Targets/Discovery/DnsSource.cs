using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Unpark.Monitor.Targets.Discovery.Names;

namespace Unpark.Monitor.Targets.Discovery;

/// <summary>A name with an address for each instance (<c>dns_sd_configs</c> of type A or AAAA), as a headless service of Kubernetes has.</summary>
/// <param name="Type">A or AAAA.</param>
/// <param name="Resolver">Null: the machine's own, files of names included.</param>
internal sealed record DnsSource(string Host, DnsType Type, int Port, IPEndPoint? Resolver, TimeSpan RefreshInterval) : DiscoverySource(RefreshInterval)
{
    /// <summary>Prometheus' own label for the name that was asked for.</summary>
    public const string NameLabel = "__meta_dns_name";

    public override string Name => Host;

    public override async Task<ImmutableArray<TargetGroup>> FindAsync(TimeProvider time, CancellationToken cancellation)
    {
        var addresses = Resolver is null ? await FromMachineAsync(cancellation) : await FromAsync(Resolvers.Only(Resolver), time, cancellation);
        return [new(Host, [.. addresses.Select(address => new IPEndPoint(address, Port).ToString()).Order(StringComparer.Ordinal)], LabelSet.Empty.With(NameLabel, Host))];
    }

    private async Task<IEnumerable<IPAddress>> FromAsync(Resolvers resolvers, TimeProvider time, CancellationToken cancellation) =>
        (await new DnsClient(resolvers, time).AskAsync(Host, Type, cancellation)).Select(record => record.Address!);

    private async Task<IEnumerable<IPAddress>> FromMachineAsync(CancellationToken cancellation)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(Host, Type == DnsType.Aaaa ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, cancellation);
        }
        catch (SocketException e)
        {
            throw new DiscoveryException(Host, $"this machine's resolver gives no address: {e.Message.TrimEnd('.')}", e);
        }
    }
}
