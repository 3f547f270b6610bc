using Unpark.Collectors.Http;

namespace Unpark.Tests.Http;

/// <summary>The Go program of <c>programs/target</c>, running.</summary>
internal sealed class TargetProgram : IDisposable
{
    private readonly GoProgram _program;
    private readonly HttpClient _http = new();

    private TargetProgram(GoProgram program) => _program = program;

    /// <summary>"127.0.0.1:40213", or the path of a socket.</summary>
    public string Address => _program.Address;

    public Target Target => Parse(Address);

    public static Task<TargetProgram> StartAsync(params string[] arguments) => StartWithAsync(GoToolchain.Newest.Version, arguments);

    public static async Task<TargetProgram> StartWithAsync(string goVersion, params string[] arguments)
    {
        var source = Path.Combine(TestData.Root, "tests", "Unpark.System.Tests", "programs", "target");
        return new(await GoProgram.StartAsync(source, GoToolchain.Installed.First(go => go.Version == goVersion), arguments));
    }

    public static Target Parse(string address) =>
        Target.TryParse(address, out var target, out var error) ? target : throw new ArgumentException(error, nameof(address));

    /// <summary>Has the program do something: "leak?n=5".</summary>
    public Task<string> DoAsync(string what) => _http.GetStringAsync(new Uri($"http://{Address}/do/{what}"));

    /// <summary>What was asked of its pprof so far, in order, and how many requests it served at once at most.</summary>
    public async Task<(int AtOnce, string[] Asked)> LogAsync()
    {
        var lines = (await DoAsync("log")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (int.Parse(lines[0], System.Globalization.CultureInfo.InvariantCulture), lines[1..]);
    }

    /// <summary>For how long the program has been stopped so far.</summary>
    public async Task<TimeSpan> StoppedAsync() =>
        TimeSpan.FromMilliseconds(double.Parse(await DoAsync("stops"), System.Globalization.CultureInfo.InvariantCulture));

    public void Dispose()
    {
        _http.Dispose();
        _program.Dispose();
    }
}
