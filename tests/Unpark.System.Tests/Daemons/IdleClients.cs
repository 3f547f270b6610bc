using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Unpark.Tests.Daemons;

/// <summary>Clients that ask once and keep their connection, as dashboards do: first one more at each step, then one leaves for each that comes.</summary>
internal sealed class IdleClients(int most) : IDisposable
{
    // The same clients leave in each run.
    private readonly Random _random = new(1);
    private readonly List<TcpClient> _clients = [];

    public async Task StepAsync(Uri address)
    {
        if (_clients.Count >= most) Leave(_random.Next(_clients.Count));
        var client = new TcpClient();
        _clients.Add(client);
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"));
    }

    public void Dispose()
    {
        while (_clients.Count > 0) Leave(_clients.Count - 1);
    }

    private void Leave(int index)
    {
        _clients[index].Dispose();
        _clients.RemoveAt(index);
    }
}
