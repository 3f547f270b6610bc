using System.CommandLine;
using System.Runtime.CompilerServices;
using Unpark.Cli.Input;
using Unpark.Cli.Syntax;
using Unpark.Cli.Watching;
using Unpark.Monitor.Store;

namespace Unpark.Cli.Commands;

internal static class WatchCommand
{
    public static UnparkCommand Create()
    {
        var address = new Argument<string>("address") { Description = "A program with net/http/pprof, as http://host:6060" };
        var every = OptionKinds.Duration("--every", "Between two looks", "2s");
        var targets = new TargetOptions(profileOnly: true);
        var command = new UnparkCommand("watch", "Show one live program in the terminal: counts, what grows, findings")
        {
            Examples = [new("unpark watch host:6060", "until Ctrl-C"), new("unpark watch host:6060 --every 10s", "a large program, asked less often")],
            Details = ["Looks take the profile that does not stop the program. When a leak is found, one traceback and one leak profile are taken within 100 ms of stop, for the reasons that only they show. To keep what is seen, see 'unpark record'."],
            Execute = call => Run(call, call.Value(address), Durations.Parse(call.Value(every)), targets),
        };
        command.Arguments.Add(address);
        command.Add(new OptionGroup("Watching", [every]));
        foreach (var group in targets.Groups) command.Add(group);
        return command;
    }

    private static int Run(Invocation call, string address, TimeSpan every, TargetOptions targets)
    {
        if (!call.World.OutputIsTerminal) throw new UsageException($"watch draws on a terminal, and standard output is none; 'unpark {address} --for 60s' writes a report");
        var target = targets.Prepare(TargetInput.Parse(address), call);
        try
        {
            return Watch(new(call, target, every));
        }
        catch (StoreException e)
        {
            throw new UsageException(e.Message);
        }
    }

    // Not inlined: the library that draws is loaded here, and by no other command.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Watch(WatchSession session) => session.RunAsync().GetAwaiter().GetResult();
}
