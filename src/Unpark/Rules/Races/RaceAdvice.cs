using Unpark.Analysis;
using Unpark.Knowledge.Frames;

namespace Unpark.Rules.Races;

/// <summary>What two racing places share, as far as their stacks tell.</summary>
internal enum Shared
{
    Variable,
    Map,
    Slice,
    Channel,
    HalfAtomic,
    WaitGroup,
    LibraryType,

    /// <summary>One statement that reads and writes, in several goroutines: count++.</summary>
    Counter,

    /// <summary>A closure in a goroutine, and the function that started it.</summary>
    Captured,
}

/// <summary>What to change, by what is shared. True for Go 1.19 to 1.27, except where it says so.</summary>
internal static class RaceAdvice
{
    public static Shared SharedOf(RaceSide one, RaceSide other)
    {
        if (Either(RaceOperation.Map)) return Shared.Map;
        if (Either(RaceOperation.Channel)) return Shared.Channel;
        if (Either(RaceOperation.WaitGroup)) return Shared.WaitGroup;
        if (Either(RaceOperation.Atomic)) return one.Operation == other.Operation ? Shared.Variable : Shared.HalfAtomic;
        if (Either(RaceOperation.Append)) return Shared.Slice;
        if (one.Frame is null || other.Frame is null) return Shared.Variable;
        if (TypeOf(one) is { } type && type == TypeOf(other)) return Shared.LibraryType;
        if (one.Place == other.Place) return Shared.Counter;
        return IsClosureOf(one, other) || IsClosureOf(other, one) ? Shared.Captured : Shared.Variable;

        bool Either(RaceOperation operation) => one.Operation == operation || other.Operation == operation;
    }

    public static string FixOf(RaceSide one, RaceSide other)
    {
        var (here, there) = (RaceWords.Place(one), RaceWords.Place(other));
        var both = here == there ? here : $"{here} and {there}";
        return SharedOf(one, other) switch
        {
            Shared.Map => $"Hold one sync.Mutex around every access to the map, at {both} and everywhere else; a sync.RWMutex when reads are many, a sync.Map when keys are written once. Left as it is, the runtime may also end the program: \"concurrent map writes\".",
            Shared.Slice => $"Do not append to one slice from several goroutines ({both}): give each goroutine its own slice and join them after Wait, write to its own index of a slice made beforehand, or hold a lock around append.",
            Shared.Channel => $"Close the channel once, in the only place that knows that all sends are done ({both}): after a WaitGroup of the senders, never in a receiver.",
            Shared.HalfAtomic => $"Make every access atomic ({both}): best with a type of sync/atomic such as atomic.Int64, which has no plain access.",
            Shared.WaitGroup => $"Call Add before the go statement, not inside the goroutine, so that it happens before Wait ({both}); from Go 1.25 wg.Go does both.",
            Shared.LibraryType => $"Do not share one {TypeOf(one)} between goroutines without a lock ({both}), unless its documentation says that it may be used concurrently.",
            Shared.Counter => $"Make {here} one step: an atomic (atomic.Int64 and Add) for a number, a lock around the whole statement for anything else.",
            Shared.Captured => $"Do not touch the variable in the goroutine and outside of it at once ({both}): pass the value as an argument, hand the result over by a channel, or wait (WaitGroup, <-done) before the other access. "
                + "If it is declared in a for statement and go.mod says a version below 1.22, all iterations share one variable: copy it inside the loop, or raise the version.",
            _ => $"Order the accesses at {both}: hold the same lock at both, or let one happen after the other by a channel or a WaitGroup.",
        };
    }

    // "bytes.Buffer" for bytes.(*Buffer).Write called by the user's line.
    private static string? TypeOf(RaceSide side)
    {
        if (side.Operation != RaceOperation.Library || side.Above is null) return null;
        var name = GoFunctionName.Parse(side.Above.Function);
        return name.Receiver is { } receiver ? $"{name.PackagePath}.{receiver.Trim('(', '*', ')')}" : null;
    }

    private static bool IsClosureOf(RaceSide inner, RaceSide outer)
    {
        var (closure, function) = (GoFunctionName.Parse(inner.Frame!.Function), GoFunctionName.Parse(outer.Frame!.Function));
        return closure.IsClosure && closure.Outer == function.Outer && (!function.IsClosure || inner.Frame.Function.StartsWith(outer.Frame.Function + ".", StringComparison.Ordinal));
    }
}
