using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Unpark.Tests.Http;

/// <summary>Answers what a test tells it to, one connection at a time: for what no Go program does.</summary>
internal sealed class FakeServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<string, byte[]> _answer;

    /// <param name="answer">Request line -> the bytes of the answer, status line included; the connection is closed behind them.</param>
    /// <param name="at">Where to listen; null: anywhere.</param>
    public FakeServer(Func<string, byte[]> answer, IPEndPoint? at = null)
    {
        (_answer, _listener) = (answer, new(at ?? new(IPAddress.Loopback, 0)));
        _listener.Start();
        Address = _listener.LocalEndpoint.ToString()!;
        _ = ServeAsync();
    }

    public string Address { get; }

    public List<string> Requests { get; } = [];

    public static byte[] Ok(string contentType, ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];

    public static byte[] Status(string status) => Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                if (await reader.ReadLineAsync() is not { } request) continue;
                while (await reader.ReadLineAsync() is { Length: > 0 }) { }
                Requests.Add(request);
                await stream.WriteAsync(_answer(request));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            _listener.Stop(); // the test is over, or its client went away
        }
    }
}
