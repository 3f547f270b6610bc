namespace Unpark.Tests.Accuracy;

/// <summary>Runs all kernels, a few side by side: each shows its goroutines in three ways, and what is said of each is kept.</summary>
public sealed class KernelRuns : IAsyncLifetime, IDisposable
{
    private const int SideBySide = 8;

    private readonly TestFolder _folder = new();

    /// <summary>In the order of the kernels; each list by one way of showing its goroutines or of reading the dump.</summary>
    internal IReadOnlyList<Verdict> Dump { get; private set; } = [];

    internal IReadOnlyList<Verdict> Http { get; private set; } = [];

    internal IReadOnlyList<Verdict> Signal { get; private set; } = [];

    internal IReadOnlyList<Verdict> Test { get; private set; } = [];

    internal IReadOnlyList<Verdict> SignalAsTest { get; private set; } = [];

    internal IEnumerable<(string Way, IReadOnlyList<Verdict> Verdicts)> Ways =>
        [("dump", Dump), ("net/http/pprof", Http), ("SIGQUIT", Signal), ("dump, --context test", Test), ("SIGQUIT, --context test", SignalAsTest)];

    public async Task InitializeAsync()
    {
        if (GoToolchain.Installed.Count == 0) return;
        var program = GoProgram.Build(Kernel.Sources, GoToolchain.Newest);
        using var places = new SemaphoreSlim(SideBySide);
        var files = await Task.WhenAll(Kernel.All.Select(kernel => ShowAsync(kernel, program, places)));
        var all = Kernel.All.Zip(files).ToList();
        Dump = [.. all.Select(one => Judge(one.First, one.Second.Dump))];
        Http = [.. all.Select(one => Judge(one.First, one.Second.Http))];
        Signal = [.. all.Select(one => Judge(one.First, one.Second.Signal))];
        SignalAsTest = [.. all.Select(one => Judge(one.First, one.Second.Signal, "--context", "test"))];
        Test = [.. all.Select(one => Judge(one.First, one.Second.Dump, "--context", "test"))];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    private async Task<(string Dump, string Http, string Signal)> ShowAsync(Kernel kernel, string program, SemaphoreSlim places)
    {
        await places.WaitAsync();
        try
        {
            var (http, signal) = (kernel.AskAsync(program, _folder.Path), kernel.QuitAsync(program, _folder.Path));
            return (kernel.Dump(program, _folder.Path), await http, await signal);
        }
        finally
        {
            places.Release();
        }
    }

    private static Verdict Judge(Kernel kernel, string evidence, params string[] options) => new(kernel.Name, kernel.Stuck, Said.Of([evidence], options), []);
}
