using System.Net;
using System.Net.Sockets;

namespace Unpark.Tests.Browser.Serving;

/// <summary>Stands between a browser and a server, and can be cut.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private CancellationTokenSource _cut = new();

    public Relay(Uri server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>Ends what goes on; who comes is sent away until <see cref="Mend"/>.</summary>
    public void Cut() => _cut.Cancel();

    public void Mend() => _cut = new();

    public void Dispose()
    {
        _cut.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PassAsync(await _listener.AcceptTcpClientAsync(), _cut.Token);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            _listener.Stop(); // the test is over
        }
    }

    private async Task PassAsync(TcpClient client, CancellationToken cut)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, cut);
                await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), cut), server.GetStream().CopyToAsync(client.GetStream(), cut));
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
            {
                client.Close(); // the relay is cut, or the browser went away
            }
        }
    }
}
