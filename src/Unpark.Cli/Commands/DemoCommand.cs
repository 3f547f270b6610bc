using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using Unpark.Cli.Demo;
using Unpark.Cli.Serving;
using Unpark.Cli.Syntax;

namespace Unpark.Cli.Commands;

internal static class DemoCommand
{
    public static UnparkCommand Create()
    {
        var recorded = new Flag("--recorded") { Description = "Show evidence recorded earlier: no Go is needed and nothing is started" };
        var serve = new Flag("--serve") { Description = "Watch the leaking service and its mended twin on the page of 'unpark serve', until Ctrl-C" };
        var listen = ServeOptions.ListenOption();
        var command = new UnparkCommand("demo", "Watch a small order service leak, read what is wrong with it, and see it mended")
        {
            Details =
            [
                "Builds the order service of samples/orders, lets it leak on a loopback address under load, diagnoses it, does the same with the mended twin, and ends both.",
                "Without a Go toolchain it fetches one from the archive of a Debian or Ubuntu machine into artifacts/tools and says so before; where that is not possible it shows recorded evidence.",
            ],
            Examples =
            [
                new("unpark demo", "live, well under a minute"),
                new("unpark demo --recorded", "the same service, recorded over six minutes"),
                new("unpark demo --serve", "on a page, with a finding within a minute"),
            ],
            Execute = call => call.Has(serve)
                ? ServeAsync(call, call.Has(recorded), ServeOptions.AddressOf(call, listen)).GetAwaiter().GetResult()
                : RunAsync(call, call.Has(recorded)).GetAwaiter().GetResult(),
        };
        command.Add(new OptionGroup("Demo", [recorded, serve, listen]));
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, bool recorded)
    {
        using var scratch = new ScratchFolder("unpark-demo-");
        var checkout = Checkout.Find();
        var service = recorded ? null : await BuildAsync(call, checkout, scratch);
        using var show = new DemoShow(call);
        if (service is null) PlayRecorded(show, checkout, scratch);
        else await PlayLiveAsync(show, service, call.Cancellation);
        return show.End();
    }

    // Not inlined: the web server is loaded here.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> ServeAsync(Invocation call, bool recorded, IPEndPoint? listen)
    {
        using var scratch = new ScratchFolder("unpark-demo-");
        var checkout = Checkout.Find();
        var service = recorded ? null : await BuildAsync(call, checkout, scratch);
        var server = new DemoServer(call, scratch, listen);
        return service is null ? await server.RunRecordedAsync(checkout) : await server.RunLiveAsync(service);
    }

    private static async Task PlayLiveAsync(DemoShow show, string program, CancellationToken cancellation)
    {
        using (var leaking = await GoService.StartAsync(program, [], cancellation))
            show.Diagnose("An order service that leaks, asked for five seconds while orders come in", ExitCode.Findings, leaking.Address, "--for", "5s");
        using (var mended = await GoService.StartAsync(program, ["-fixed"], cancellation))
            show.Diagnose("The same service with the fault mended", ExitCode.Nothing, mended.Address, "--for", "5s");
        show.Say("Both have ended. The fault and its mended twin stand side by side in samples/orders/cache.go.");
    }

    private static void PlayRecorded(DemoShow show, Checkout? checkout, ScratchFolder scratch)
    {
        show.Diagnose("An order service that leaks, recorded over six minutes", ExitCode.Findings, RecordedOrders.FolderOf("leaking", checkout, scratch));
        show.Diagnose("The same service with the fault mended", ExitCode.Nothing, RecordedOrders.FolderOf("fixed", checkout, scratch));
        show.Say("The fault and its mended twin stand side by side in samples/orders/cache.go.");
    }

    /// <returns>The program; null where it cannot be had, which has been said.</returns>
    private static async Task<string?> BuildAsync(Invocation call, Checkout? checkout, ScratchFolder scratch)
    {
        if (checkout is null) return Recorded("the sources of the order service are not here (this is not a checkout)");
        if (await FindGoAsync(call, checkout) is not { } go) return Recorded("there is no Go toolchain");

        call.Warn($"building samples/orders with {go.Name}");
        var program = Path.Combine(scratch.Path, OperatingSystem.IsWindows() ? "orders.exe" : "orders");
        return await go.BuildAsync(checkout, "./orders", program, call.Cancellation) is { } complaint
            ? Recorded($"{go.Name} could not build samples/orders: {complaint}")
            : program;

        string? Recorded(string reason)
        {
            call.Warn($"{reason}: showing recorded evidence instead");
            return null;
        }
    }

    private static async Task<GoToolchain?> FindGoAsync(Invocation call, Checkout checkout)
    {
        if (await GoToolchain.FindAllAsync(checkout, call.Cancellation) is [var found, ..]) return found;
        if (!File.Exists(checkout.ToolsScript)) return null;
        await ChildProcess.RunVisiblyAsync(new ProcessStartInfo("bash", [checkout.ToolsScript, "go"]), call.Cancellation);
        return await GoToolchain.FindAllAsync(checkout, call.Cancellation) is [var fetched, ..] ? fetched : null;
    }
}
