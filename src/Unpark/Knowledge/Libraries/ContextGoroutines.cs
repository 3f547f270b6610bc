using Unpark.Model;

namespace Unpark.Knowledge.Libraries;

/// <summary>Goroutines that package context and os/signal keep for a context until it ends.</summary>
/// <remarks>
/// Source: <c>propagateCancel</c> in context/context.go (a method of <c>cancelCtx</c> from Go 1.21 on) and <c>NotifyContext</c> in
/// os/signal/signal.go, Go 1.19 to 1.27. A child of a context of package context itself needs no goroutine.
/// </remarks>
internal static class ContextGoroutines
{
    private static readonly ContextGoroutine[] All =
    [
        new("context.(*cancelCtx).propagateCancel.func", "it watches a parent that is not of package context's own types", "the child's cancel function"),
        new("context.propagateCancel.func", "it watches a parent that is not of package context's own types", "the child's cancel function"),
        new("os/signal.NotifyContext.func", "it waits for the signal or for stop", "the stop function that signal.NotifyContext returned"),
    ];

    public static ContextGoroutine? Find(CallStack stack) =>
        stack.Entry is { } entry ? Array.Find(All, one => entry.Function.StartsWith(one.Prefix, StringComparison.Ordinal)) : null;
}

/// <param name="Prefix">Its function's name up to the number of the closure.</param>
/// <param name="Why">What it is there for, as said of one.</param>
/// <param name="End">What ends it.</param>
internal sealed record ContextGoroutine(string Prefix, string Why, string End);
