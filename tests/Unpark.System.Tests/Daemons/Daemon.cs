using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Unpark.Tests.Daemons;

/// <summary>A real Go daemon on loopback, with its data in a folder that is gone afterwards.</summary>
internal sealed class Daemon : IDisposable
{
    private readonly TestFolder _folder;
    private readonly Process _process;

    private Daemon(TestFolder folder, Process process, Uri root) => (_folder, _process, Root) = (folder, process, root);

    public Uri Root { get; }

    /// <summary>On PATH, or where ./test unpacked it; null: not on this machine.</summary>
    public static string? Find(string name)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var tools = Path.Combine(TestData.Root, "artifacts", "tools");
        var unpacked = Directory.Exists(tools) ? Directory.GetDirectories(tools).Select(tool => Path.Combine(tool, "usr", "bin")) : [];
        return path.Concat(unpacked).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <param name="arguments">Made from the daemon's folder and two free ports.</param>
    /// <param name="ready">Path that answers 200 once it is up.</param>
    public static async Task<Daemon> StartAsync(string name, Func<TestFolder, int, int, string[]> arguments, string ready)
    {
        var folder = new TestFolder();
        var (port, second) = (FreePort(), FreePort());
        var start = new ProcessStartInfo(Find(name)!, arguments(folder, port, second))
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path,
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var daemon = new Daemon(folder, process, new Uri($"http://127.0.0.1:{port}/"));
        try
        {
            await daemon.WaitUntilReadyAsync(ready);
            return daemon;
        }
        catch
        {
            daemon.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task WaitUntilReadyAsync(string path)
    {
        using var http = new HttpClient();
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(200))
        {
            Assert.False(_process.HasExited, $"{_process.StartInfo.FileName} ended with {(_process.HasExited ? _process.ExitCode : 0)}");
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(1), $"{_process.StartInfo.FileName} is not ready after a minute");
            try
            {
                if ((await http.GetAsync(new Uri(Root, path))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet: ask again.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A test that needs a daemon; skipped where it is not installed.</summary>
internal sealed class DaemonFactAttribute : FactAttribute
{
    public DaemonFactAttribute(string name)
    {
        Name = name;
        if (Daemon.Find(name) is null) Skip = $"no {name} on this machine; ./test fetches it";
    }

    public string Name { get; }
}
