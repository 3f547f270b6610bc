using System.Diagnostics;

namespace Unpark.Cli.Demo;

/// <summary>A Go program that says "listening on http://..." and runs until it is disposed of: the order service, or another sample.</summary>
internal sealed class GoService : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private bool _isEnded;

    private GoService(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>"http://127.0.0.1:41873"</summary>
    public string Address { get; }

    /// <exception cref="InvalidOperationException">It ended, or said something else.</exception>
    /// <exception cref="TimeoutException">It said nothing.</exception>
    public static async Task<GoService> StartAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, cancellation);
            return line?.Split(' ') is ["listening", "on", var address]
                ? new(process, address)
                : throw new InvalidOperationException($"{program} said '{line}' instead of its address");
        }
        catch
        {
            End(process);
            throw;
        }
    }

    public void Dispose()
    {
        if (!_isEnded) End(_process);
        _isEnded = true;
    }

    private static void End(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
