using Unpark.Cli.Syntax;
using Unpark.Monitor;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;
using Unpark.Server;

namespace Unpark.Cli.Serving;

/// <summary>One run of <c>unpark serve</c>: store, monitor, server, and new settings for them until it is told to end.</summary>
internal sealed class ServeSession(Invocation call, SettingsSource source)
{
    private const int LeastThreads = 4;

    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    private readonly EventLog _log = new(call);
    private readonly SettingsChanges _changes = new(source.File, call.World.Time);

    public FleetMonitorOptions Options { get; init; } = FleetMonitorOptions.Default with { Time = call.World.Time };

    /// <summary>Goes on beside the server, and ends with it.</summary>
    public Func<FleetMonitor, CancellationToken, Task> Beside { get; init; } = (_, _) => Task.CompletedTask;

    public async Task<int> RunAsync()
    {
        call.World.TakeTimeToEnd(TimeToEnd);
        var settings = source.Read();
        if (settings.Errors is [var first, .. var others]) throw new UsageException($"{first}{(others.Length == 0 ? "" : $" (and {others.Length} more)")}");
        try
        {
            await ServeAsync(settings);
            return ExitCode.Nothing;
        }
        catch (Exception e) when (e is StoreException or WebServerException)
        {
            throw new UsageException(e.Message);
        }
    }

    private async Task ServeAsync(MonitorSettings settings)
    {
        // A write to the disk must not hold up all looks on a machine of one core.
        ThreadPool.GetMinThreads(out var workers, out var others);
        ThreadPool.SetMinThreads(Math.Max(workers, LeastThreads), others);
        _changes.Follow(settings.Web.CertificateFile, settings.Web.KeyFile);
        await using var store = await MonitorStore.OpenAsync(settings.Store, call.World.Time, call.Cancellation);
        await using var monitor = await FleetMonitor.StartAsync(settings, store, Options, call.Cancellation);
        _log.Follow(monitor);
        await using var server = await WebServer.StartAsync(monitor, settings.Web, fault => _log.Write("fault", fault.ToString()), call.Cancellation);
        call.World.Print($"unpark serves {server.Address}\n");
        if (!source.HasTargets) call.Warn($"there is no {SettingsSource.DefaultFile} here and no address was given: shown is what is pushed to {server.Address}api/v1/ingest");
        await Task.WhenAll(ReloadAsync(monitor, server), _log.FollowProblemsAsync(monitor, call.Cancellation), UntilTheEndAsync(Beside(monitor, call.Cancellation)));
    }

    private async Task ReloadAsync(FleetMonitor monitor, WebServer server)
    {
        await foreach (var reason in _changes.WatchAsync(call.Cancellation))
        {
            var settings = source.Read();
            if (settings.Errors.IsEmpty) await UseAsync(settings, monitor, server, reason);
            foreach (var error in settings.Errors) Refuse(error.ToString());
        }
    }

    private async Task UseAsync(MonitorSettings settings, FleetMonitor monitor, WebServer server, string reason)
    {
        try
        {
            _changes.Follow(settings.Web.CertificateFile, settings.Web.KeyFile);
            server.Use(settings.Web);
            await monitor.ReloadAsync(settings);
            _log.Write("reloaded", $"{source.File} was read anew ({reason})");
        }
        catch (WebServerException e)
        {
            Refuse(e.Message);
        }
    }

    private void Refuse(string why) => _log.Write("settings", $"{why}; the settings before stay in force");

    // Told to end is no failure of what goes on beside.
    private async Task UntilTheEndAsync(Task beside)
    {
        try
        {
            await beside;
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            return;
        }
    }
}
