using System.Collections.Concurrent;
using System.Diagnostics;

namespace Unpark.Tests;

/// <summary>A small Go program: built once for each Go version, started, asked where it listens, stopped on dispose.</summary>
internal sealed class GoProgram : IDisposable
{
    private static readonly ConcurrentDictionary<(string Source, string Go), Lazy<string>> Built = new();

    private readonly Process _process;

    private GoProgram(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>What the program printed behind "listening ": "127.0.0.1:40213", or the path of a socket.</summary>
    public string Address { get; }

    /// <param name="source">Folder with a Go main package.</param>
    /// <param name="arguments">Of the program.</param>
    /// <param name="firstWord">Of the line in which the program says where it listens.</param>
    public static async Task<GoProgram> StartAsync(string source, GoToolchain go, IEnumerable<string> arguments, string firstWord = "listening ")
    {
        var start = new ProcessStartInfo(Build(source, go), arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{source} did not start");
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
            if (line.StartsWith(firstWord, StringComparison.Ordinal)) return new(process, line[firstWord.Length..]);
        process.Kill();
        throw new InvalidOperationException($"{source} ended without a line \"{firstWord}ADDRESS\"");
    }

    /// <summary>Path of the executable: in a folder of this test run, removed at its end.</summary>
    public static string Build(string source, GoToolchain go) =>
        Built.GetOrAdd((source, go.Version), _ => new(() => BuildNow(source, go))).Value;

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string BuildNow(string source, GoToolchain go)
    {
        var output = Path.Combine(TestFolder.OfRun, $"{Path.GetFileName(source)}-{go.Version}");
        Command.Run(go.Go, ["build", "-o", output, "."], source, new Dictionary<string, string>
        {
            ["GOTOOLCHAIN"] = "local",
            ["GOPROXY"] = "off",
            ["GOFLAGS"] = "-mod=mod",
            ["CGO_ENABLED"] = "0",
        });
        return output;
    }
}
