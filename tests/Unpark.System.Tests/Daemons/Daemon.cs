using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Unpark.Tests.Daemons;

/// <summary>A real Go daemon on loopback, at work, with its data in a folder that is gone afterwards.</summary>
internal sealed class Daemon : IAsyncDisposable
{
    private const int Workers = 3, MostIdle = 25;

    /// <summary>The load comes and goes: full at first, a third in the middle of it.</summary>
    private static readonly TimeSpan Rhythm = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly StringBuilder _printed = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private Task _load = Task.CompletedTask;
    private int _answered, _failed;

    private Daemon(DaemonKind kind, DaemonPlace place, string program)
    {
        (Kind, Place, Program) = (kind, place, program);
        var start = new ProcessStartInfo(program, kind.Arguments(place))
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = place.Folder,
        };
        foreach (var (name, value) in kind.Environment(place)) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _printed.AppendLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public DaemonKind Kind { get; }

    public DaemonPlace Place { get; }

    public string Program { get; }

    /// <summary>Pieces of work that went well.</summary>
    public int Answered => _answered;

    public int Failed => _failed;

    /// <param name="pause">Of each worker between two pieces of work, when the load is full.</param>
    public static async Task<Daemon> StartAsync(DaemonKind kind, string program, TimeSpan pause)
    {
        var daemon = new Daemon(kind, new DaemonPlace(), program);
        try
        {
            await daemon.WaitUntilReadyAsync();
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
        daemon._load = Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => daemon.WorkAsync(worker, pause)).Append(daemon.KeepIdleClientsAsync(pause * 10)));
        return daemon;
    }

    /// <summary>Ends it with SIGQUIT.</summary>
    /// <returns>What it printed on standard error from its start to its end.</returns>
    public async Task<string> QuitAsync()
    {
        Command.Run("kill", ["-QUIT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return _printed.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _load;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _end.Dispose();
        Place.Dispose();
    }

    private async Task WorkAsync(int worker, TimeSpan pause)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        for (var i = worker; !_end.IsCancellationRequested; i += Workers)
        {
            try
            {
                await Kind.Work(http, Place, i);
                Interlocked.Increment(ref _answered);
            }
            catch (Exception failure) when (IsOfTheNetwork(failure))
            {
                // Counted: a test says how many may fail.
                Interlocked.Increment(ref _failed);
            }
            await Task.Delay(pause * (1 + 2 * Math.Pow(Math.Sin(Math.PI * (_since.Elapsed / Rhythm)), 2)), CancellationToken.None);
        }
    }

    private async Task KeepIdleClientsAsync(TimeSpan pause)
    {
        using var clients = new IdleClients(MostIdle);
        for (var next = TimeSpan.Zero; !_end.IsCancellationRequested; await Task.Delay(100, CancellationToken.None))
        {
            if (_since.Elapsed < next) continue;
            next = _since.Elapsed + pause;
            try
            {
                await clients.StepAsync(Kind.Ready(Place));
            }
            catch (Exception failure) when (IsOfTheNetwork(failure))
            {
                Interlocked.Increment(ref _failed);
            }
        }
    }

    private static bool IsOfTheNetwork(Exception failure) =>
        failure is HttpRequestException or IOException or TaskCanceledException or TimeoutException or System.Net.Sockets.SocketException;

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient();
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(200))
        {
            Assert.False(_process.HasExited, $"{Program} ended with {(_process.HasExited ? _process.ExitCode : 0)}: {_printed}");
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(1), $"{Program} is not ready after a minute: {_printed}");
            try
            {
                using var answer = await http.GetAsync(Kind.Ready(Place));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet: ask again.
            }
        }
    }
}
