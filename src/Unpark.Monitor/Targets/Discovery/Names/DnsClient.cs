using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Unpark.Monitor.Targets.Discovery.Names;

/// <summary>Asks DNS servers, one after the other, until one answers: by UDP, and by TCP where the answer is too long for it.</summary>
/// <remarks>.NET's own resolver knows addresses only, and cannot be told whom to ask.</remarks>
internal sealed class DnsClient(Resolvers resolvers, TimeProvider time)
{
    private const int Rounds = 2, NoSuchName = 3, LargestPacket = 65_535;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <returns>Nothing when there is no such name, or it has no such records.</returns>
    /// <exception cref="DiscoveryException">No server answers.</exception>
    public async Task<ImmutableArray<DnsRecord>> AskAsync(string name, DnsType type, CancellationToken cancellation)
    {
        if (resolvers.Servers.IsEmpty) throw new DiscoveryException(name, $"{ResolverFile.Path} names no server to ask; name one with resolver: in its dns_sd_configs");
        foreach (var whole in resolvers.NamesOf(name))
        {
            if (await AskOneAsync(name, whole, type, cancellation) is { IsEmpty: false } found) return found;
        }
        return [];
    }

    private async Task<ImmutableArray<DnsRecord>> AskOneAsync(string name, string whole, DnsType type, CancellationToken cancellation)
    {
        var problem = "";
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var server in resolvers.Servers)
            {
                try
                {
                    var answer = await AskAsync(server, whole, type, cancellation) ?? throw new DiscoveryException(name, "this is no name that DNS could know: expected letters, digits, - and _ between dots");
                    if (answer.Code is 0 or NoSuchName) return answer.Records;
                    problem = $"{server} answers with error {answer.Code}";
                }
                catch (Exception e) when (e is SocketException or IOException or InvalidDataException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
                {
                    problem = e is OperationCanceledException ? $"{server} said nothing for {Patience.TotalSeconds} s" : $"{server}: {e.Message.TrimEnd('.')}";
                }
            }
        }
        throw new DiscoveryException(name, $"no DNS server gives an answer: {problem}");
    }

    private async Task<DnsAnswer?> AskAsync(IPEndPoint server, string name, DnsType type, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, silence.Token);
        // Nobody who does not see the question can guess its number.
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        if (DnsMessage.Question(id, name, type) is not { } question) return null;
        var answer = await AskByUdpAsync(server, question, id, type, either.Token);
        return answer.IsCut ? await AskByTcpAsync(server, question, id, type, either.Token) : answer;
    }

    private static async Task<DnsAnswer> AskByUdpAsync(IPEndPoint server, byte[] question, ushort id, DnsType type, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellation);
        await socket.SendAsync(question, cancellation);
        var packet = new byte[LargestPacket];
        while (true)
        {
            var length = await socket.ReceiveAsync(packet, cancellation);
            // What is no answer to this question may be one to an earlier one, or somebody's who guesses.
            if (DnsMessage.TryReadAnswer(packet.AsSpan(0, length), id, type, out var answer)) return answer;
        }
    }

    private static async Task<DnsAnswer> AskByTcpAsync(IPEndPoint server, byte[] question, ushort id, DnsType type, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellation);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(WithLength(question), cancellation);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, cancellation);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(message, cancellation);
        return DnsMessage.TryReadAnswer(message, id, type, out var answer) ? answer : throw new InvalidDataException("the answer cannot be read");
    }

    private static byte[] WithLength(byte[] question) => [(byte)(question.Length >> 8), (byte)question.Length, .. question];
}
