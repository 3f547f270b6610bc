using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Unpark.Tests.Monitor;

/// <summary>A program that answers as none should.</summary>
internal sealed class HostileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<NetworkStream, Socket, CancellationToken, Task> _answer;

    private HostileServer(Func<NetworkStream, Socket, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = _listener.LocalEndpoint.ToString()!;
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>A byte now and then, for ever.</summary>
    public static HostileServer ThatDrips() => new(async (stream, _, end) =>
    {
        await HeadAsync(stream, 1 << 20);
        for (; ; await Task.Delay(50, end)) await stream.WriteAsync("x"u8.ToArray(), end);
    });

    /// <summary>Says that more comes than does, and hangs up.</summary>
    public static HostileServer ThatPromisesMore() => new(async (stream, _, end) =>
    {
        await HeadAsync(stream, 1 << 20);
        await stream.WriteAsync("too little"u8.ToArray(), end);
    });

    /// <summary>In the middle of the answer the connection is gone.</summary>
    public static HostileServer ThatResets() => new(async (stream, socket, end) =>
    {
        await HeadAsync(stream, 1 << 20);
        await stream.FlushAsync(end);
        socket.LingerState = new(true, 0);
    });

    /// <summary>Two gigabytes, as fast as they are taken.</summary>
    public static HostileServer ThatFloods() => new(async (stream, _, end) =>
    {
        await HeadAsync(stream, 2L << 30);
        var block = new byte[1 << 20];
        for (var sent = 0; sent < 2048; sent++) await stream.WriteAsync(block, end);
    });

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private static async Task HeadAsync(NetworkStream stream, long length) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: {length}\r\n\r\n"));

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token), _end.Token);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            _listener.Stop(); // the test is over
        }
    }

    private async Task AnswerAsync(TcpClient client, CancellationToken end)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[4096], end);
                await _answer(stream, client.Client, end);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                client.Close(); // whoever asked has gone away
            }
        }
    }
}
