using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes;

/// <summary>Who recovers from a panic, so that the program goes on without what the panic skipped.</summary>
internal static class Recovery
{
    /// <summary>From a handler to where it locks.</summary>
    private const int MostCalls = 3;

    /// <summary>A panic in the function is caught by a defer of its own, or of who calls it.</summary>
    public static bool Covers(Function function) =>
        Defers(function) || function.Callers.Exists(call => call.Way != CallWay.Go && Defers(call.Function));

    /// <summary>A handler of HTTP requests, or called by one: the server recovers from a panic in it, logs it and goes on.</summary>
    /// <remarks>Source: (*conn).serve in net/http/server.go, Go 1.19 to 1.27.</remarks>
    public static bool IsServed(Function function, int depth = 0) =>
        function.Parameters.Exists(parameter => PackageNames.NameOf(parameter.Type) == "http.ResponseWriter")
        || (depth < MostCalls && function.Callers.Exists(call => call.Way != CallWay.Go && IsServed(call.Function, depth + 1)));

    /// <summary>A panic ends the goroutine that was started with the function, and nothing else.</summary>
    public static bool EndsQuietly(Function function) => Defers(function) && function.Callers.TrueForAll(call => call.Way == CallWay.Go);

    /// <summary>The stack of a goroutine that is in the function now has somebody who recovers: others that went the same way were caught there.</summary>
    public static bool CoversOn(Witness witness, Function function) =>
        witness.Frames.FirstOrDefault(frame => frame.Function == function) is { } own && witness.Frames.Any(frame => frame.Index > own.Index && Defers(frame.Function));

    // defer func() { recover() }(), or defer of a function that does.
    private static bool Defers(Function function) =>
        function.Recovers || function.Calls.Exists(call => call.Way == CallWay.Defer && call.Callees.Exists(callee => callee.Recovers));
}
