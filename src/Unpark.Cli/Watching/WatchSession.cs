using Spectre.Console;
using Spectre.Console.Rendering;
using Unpark.Cli.Syntax;
using Unpark.Collectors.Http;
using Unpark.Monitor.Detecting;

namespace Unpark.Cli.Watching;

/// <summary>One run of <c>unpark watch</c>: the monitor of a program, and its picture after each look.</summary>
internal sealed class WatchSession(Invocation call, Target target, TimeSpan every)
{
    public async Task<int> RunAsync()
    {
        var cancellation = call.Cancellation;
        await using var monitor = await LeakMonitor.StartAsync(target, new() { Interval = every, Time = call.World.Time }, cancellation);
        var looked = new SemaphoreSlim(0);
        monitor.Fleet.Looked += _ => looked.Release();
        var curves = new SiteCurves();
        using var writer = new StreamWriter(call.World.Output, leaveOpen: true) { AutoFlush = true };
        var console = ConsoleOn(writer);
        await console.Live(new Text($"{target.Name}: the first look is under way")).AutoClear(false).StartAsync(async live =>
        {
            while (await NextAsync(looked, cancellation)) live.UpdateTarget(PictureOf(monitor, curves));
        });
        return ExitCode.Nothing;
    }

    private static IRenderable PictureOf(LeakMonitor monitor, SiteCurves curves)
    {
        var state = monitor.State;
        curves.Add(state);
        return new WatchPicture(state, curves, monitor.Fleet).Draw();
    }

    private static async Task<bool> NextAsync(SemaphoreSlim looked, CancellationToken cancellation)
    {
        try
        {
            await looked.WaitAsync(cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // What the terminal can do is known here already, by the same rules as for every command.
    private IAnsiConsole ConsoleOn(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.Yes,
            ColorSystem = call.Colored ? ColorSystemSupport.EightBit : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = call.World.Columns ?? 80;
        return console;
    }
}
