using System.Collections.Concurrent;
using System.Diagnostics;
using Unpark.Cli.Demo;
using Unpark.Findings;
using InstalledGo = Unpark.Cli.Demo.GoToolchain;

namespace Unpark.Tests.Samples;

/// <summary>Builds the samples once for each toolchain and runs them, a few side by side, before the tests ask.</summary>
public sealed class SampleRuns : IAsyncLifetime, IDisposable
{
    private const int SideBySide = 6;

    private readonly ScratchFolder _scratch = new("unpark-samples-");
    private readonly SemaphoreSlim _places = new(SideBySide);
    private readonly ConcurrentDictionary<(string Sample, string Go, bool Mended), Task<Report>> _runs = [];

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Toolchains.Checkout.Samples).Select(folder => Path.GetFileName(folder)).Where(name => name != "internal").Order(StringComparer.Ordinal)];

    public async Task InitializeAsync()
    {
        foreach (var go in Toolchains.Used)
        {
            var folder = await BuildAsync(go);
            foreach (var name in Names)
            {
                var sample = new SampleProgram(name, Path.Combine(folder, name), folder);
                foreach (var mended in (bool[])[false, true]) _runs[(name, go.Name, mended)] = RunAsync(sample, mended, Toolchains.VersionOf(go.Name));
            }
        }
    }

    public Task DisposeAsync() => Task.WhenAll(_runs.Values).ContinueWith(_ => { }, TaskScheduler.Default);

    public void Dispose()
    {
        _places.Dispose();
        _scratch.Dispose();
    }

    internal Task<Report> Of(string sample, string go, bool mended) => _runs[(sample, go, mended)];

    private async Task<string> BuildAsync(InstalledGo go)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_scratch.Path, go.Version.ToString())).FullName;
        Assert.Null(await go.BuildAsync(Toolchains.Checkout, "./...", folder + Path.DirectorySeparatorChar, CancellationToken.None));
        var start = go.Start("test", "-c", "-o", Path.Combine(folder, "test-leak"), "./test-leak");
        start.WorkingDirectory = Toolchains.Checkout.Samples;
        var (code, _, error) = await ChildProcess.RunAsync(start, CancellationToken.None);
        Assert.True(code == 0, error);
        return folder;
    }

    private async Task<Report> RunAsync(SampleProgram sample, bool mended, Version go)
    {
        await _places.WaitAsync();
        try
        {
            return await sample.DiagnoseAsync(mended, report => Mark.Missed(Mark.Of(sample.Name), report, go).Count == 0);
        }
        finally
        {
            _places.Release();
        }
    }
}
