using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Unpark.Tests.Daemons;

/// <summary>What a daemon is given: a folder for its data, gone with it, and free ports on loopback.</summary>
internal sealed class DaemonPlace : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly int[] _ports = FreePorts(4);

    public string Folder => _folder.Path;

    /// <summary>"127.0.0.1:40213": always the same for the same number.</summary>
    public string Address(int number) => $"127.0.0.1:{_ports[number]}";

    public int Port(int number) => _ports[number];

    public Uri Uri(int number, string path = "") => new($"http://{Address(number)}/{path}");

    /// <returns>Its path.</returns>
    public string Write(string name, string content) => _folder.Write(name, Encoding.UTF8.GetBytes(content));

    public void Dispose() => _folder.Dispose();

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var listener in listeners) listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }
}
