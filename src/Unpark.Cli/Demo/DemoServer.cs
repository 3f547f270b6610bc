using System.Net;
using Unpark.Cli.Serving;
using Unpark.Cli.Syntax;
using Unpark.Monitor;
using Unpark.Monitor.Pushed;
using Unpark.Monitor.Verdicts;

namespace Unpark.Cli.Demo;

/// <summary>The order service twice, leaking and mended, watched by <c>unpark serve</c>; the mended one takes the other's place when the user says so.</summary>
internal sealed class DemoServer(Invocation call, ScratchFolder scratch, IPEndPoint? listen)
{
    private const string OnceASecond = "global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 2s}";

    private const string Leaking = "orders", Mended = "orders-mended";

    // A goroutine every tenth of a second: a page that is left open overnight takes no machine down.
    private static readonly string[] Load = ["-every", "2s", "-for", "2h"];

    private static readonly TimeSpan BetweenRecorded = TimeSpan.FromSeconds(1);

    private string SettingsFile => Path.Combine(scratch.Path, SettingsSource.DefaultFile);

    /// <param name="program">The order service.</param>
    public async Task<int> RunLiveAsync(string program)
    {
        using var mended = await GoService.StartAsync(program, ["-fixed", .. Load], call.Cancellation);
        using var leaking = await GoService.StartAsync(program, Load, call.Cancellation);
        WriteSettings(leaking, mended, "v1");
        return await ServeAsync(async (_, cancellation) =>
        {
            await UntilAskedAsync(cancellation);
            using var deployed = await GoService.StartAsync(program, ["-fixed", .. Load], cancellation);
            WriteSettings(deployed, mended, "v2");
            leaking.Dispose();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
    }

    /// <summary>Sends what was recorded, as a service would.</summary>
    public Task<int> RunRecordedAsync(Checkout? checkout)
    {
        File.WriteAllText(SettingsFile, $"{OnceASecond}\nscrape_configs: []\n");
        var (leaking, mended) = (RecordedOrders.FolderOf("leaking", checkout, scratch), RecordedOrders.FolderOf("fixed", checkout, scratch));
        return ServeAsync(async (monitor, cancellation) =>
        {
            await Task.WhenAll(SendAsync(monitor, leaking, Leaking, "v1", cancellation), SendAsync(monitor, mended, Mended, "v1", cancellation));
            await UntilAskedAsync(cancellation);
            await SendAsync(monitor, mended, Leaking, "v2", cancellation);
        });
    }

    private Task<int> ServeAsync(Func<FleetMonitor, CancellationToken, Task> beside)
    {
        var source = new SettingsSource { File = SettingsFile, IsFileRequired = true, Listen = listen, Store = Path.Combine(scratch.Path, "unpark.db") };
        call.World.Print($"Two order services are watched: {Leaking} leaks, {Mended} is its mended twin. Enter deploys the fix to {Leaking}, Ctrl-C ends everything.\n");
        return new ServeSession(call, source)
        {
            Beside = beside,
            // What takes minutes in a service is to be seen by somebody who looks on.
            Options = new() { Time = call.World.Time, Findings = new() { GoneAfter = TimeSpan.FromSeconds(8), JudgeDeploymentAfter = TimeSpan.FromMinutes(1) } },
        }.RunAsync();
    }

    private void WriteSettings(GoService leaking, GoService mended, string version)
    {
        var text = $$$"""
            {{{OnceASecond}}}
            scrape_configs:
              - job_name: {{{Leaking}}}
                static_configs: [{targets: ['{{{leaking.Address}}}'], labels: {instance: {{{Leaking}}}-1, version: {{{version}}}}}]
              - job_name: {{{Mended}}}
                static_configs: [{targets: ['{{{mended.Address}}}'], labels: {instance: {{{Mended}}}-1, version: v1}}]
            """;
        var part = SettingsFile + ".part";
        File.WriteAllText(part, text);
        File.Move(part, SettingsFile, overwrite: true);
    }

    private static async Task SendAsync(FleetMonitor monitor, string folder, string service, string version, CancellationToken cancellation)
    {
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            await monitor.PushAsync(new PushedEvidence(service, $"{service}-1", version, await File.ReadAllBytesAsync(file, cancellation)), cancellation: cancellation);
            await Task.Delay(BetweenRecorded, cancellation);
        }
    }

    // A read of a terminal cannot be cancelled: it is left to a thread that ends with the process.
    private async Task UntilAskedAsync(CancellationToken cancellation)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            if (call.World.Input.ReadByte() >= 0) asked.SetResult();
        }) { IsBackground = true }.Start();
        await asked.Task.WaitAsync(cancellation);
    }
}
