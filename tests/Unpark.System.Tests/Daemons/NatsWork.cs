using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Unpark.Tests.Daemons;

/// <summary>A client of NATS that subscribes, publishes to itself, reads its message and leaves.</summary>
internal static class NatsWork
{
    public static async Task PublishAsync(int port, int number)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.StartsWith("INFO", await ReadAsync(reader));
        var text = $"message {number}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {{\"verbose\":false}}\r\nSUB load.{number % 10} 1\r\nPUB load.{number % 10} {text.Length}\r\n{text}\r\nPING\r\n"));
        while (await ReadAsync(reader) != "PONG")
        {
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader) =>
        await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)) ?? throw new IOException("the server closed the connection");
}
