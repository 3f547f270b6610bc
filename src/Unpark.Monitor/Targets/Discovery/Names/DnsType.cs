namespace Unpark.Monitor.Targets.Discovery.Names;

/// <summary>Kinds of DNS records, with their numbers on the wire (RFC 1035, 3596, 2782).</summary>
internal enum DnsType : ushort
{
    A = 1,
    Aaaa = 28,
    Srv = 33,
}
