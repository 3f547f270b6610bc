using Unpark.Cli.Syntax;
using Unpark.Monitor;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Store;
using Unpark.Server;

namespace Unpark.Cli.Serving;

/// <summary>One run of <c>unpark serve</c>: store, monitor, server, and new settings for them until it is told to end.</summary>
internal sealed class ServeSession(Invocation call, SettingsSource source)
{
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(5);

    private readonly EventLog _log = new(call);

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
        await using var store = await MonitorStore.OpenAsync(settings.Store, call.World.Time, call.Cancellation);
        await using var monitor = await FleetMonitor.StartAsync(settings, store, new() { Time = call.World.Time }, call.Cancellation);
        _log.Follow(monitor);
        await using var server = await WebServer.StartAsync(monitor, settings.Web, fault => _log.Write("fault", fault.ToString()), call.Cancellation);
        call.World.Print($"unpark serves {server.Address}\n");
        if (settings.Groups.IsEmpty) call.Warn($"there is no {SettingsSource.DefaultFile} here and no address was given: shown is what is pushed to {server.Address}api/v1/ingest");
        var changes = new SettingsChanges(source.File, call.World.Time);
        await foreach (var reason in changes.WatchAsync(call.Cancellation)) await ReloadAsync(monitor, server, reason);
    }

    private async Task ReloadAsync(FleetMonitor monitor, WebServer server, string reason)
    {
        var settings = source.Read();
        if (settings.Errors.IsEmpty)
        {
            await monitor.ReloadAsync(settings);
            server.Use(settings.Web);
            _log.Write("reloaded", $"{source.File} was read anew ({reason}): {settings.Groups.Length} jobs");
            return;
        }
        foreach (var error in settings.Errors) _log.Write("settings", $"{error}; the settings before stay in force");
    }
}
