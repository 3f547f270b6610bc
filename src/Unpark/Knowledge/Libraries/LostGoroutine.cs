using Unpark.Model;

namespace Unpark.Knowledge.Libraries;

/// <summary>
/// Up to Go 1.24 a goroutine profile can lose a goroutine: while the finalizer goroutine has been created but has never run,
/// it takes the place of one of the program's. <c>debug=2</c> is not affected, and a profile taken a moment later is whole.
/// </summary>
/// <remarks>Source: <c>goroutineProfileWithLabelsConcurrent</c>, runtime/mprof.go; seen with Go 1.19 to 1.24 as <c>runtime.runfinq+0x0</c>.</remarks>
public static class LostGoroutine
{
    private const string FinalizerGoroutine = "runtime.runfinq";

    public static bool IsIn(Snapshot profile) =>
        profile.Groups.Any(group => group.Stack.Frames is [{ Function: FinalizerGoroutine }]);
}
