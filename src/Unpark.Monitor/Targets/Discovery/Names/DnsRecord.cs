using System.Net;

namespace Unpark.Monitor.Targets.Discovery.Names;

/// <summary>One record of an answer: an address, or the place of a service.</summary>
/// <param name="Address">Of A and AAAA; null of others.</param>
/// <param name="Host">Of SRV: "a.example", without the dot behind it; empty of others.</param>
/// <param name="Port">Of SRV.</param>
internal readonly record struct DnsRecord(DnsType Type, IPAddress? Address, string Host, int Port);
