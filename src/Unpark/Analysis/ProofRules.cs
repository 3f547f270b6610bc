using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>Takes back what the runtime calls leaked and is none.</summary>
/// <remarks>
/// Go 1.26 reports main in <c>select {}</c> as leaked (golang/go#78922). Go 1.27 takes it out again and, where main is unreachable,
/// leaves a record without a stack in its place: go1.27.4, goroutineleak-main-select.
/// </remarks>
internal static class ProofRules
{
    public static IEnumerable<GoroutineGroup> Apply(IEnumerable<GoroutineGroup> groups) =>
        groups.Where(group => !IsEmptyRecord(group)).Select(group => IsIdleMain(group) ? group with { Leaked = false } : group);

    private static bool IsEmptyRecord(GoroutineGroup group) =>
        group.Leaked && group.Stack.Frames.All(frame => frame.Function.Length == 0);

    private static bool IsIdleMain(GoroutineGroup group) =>
        group.Leaked && MainGoroutine.Is(group) && WaitReasons.KindOf(group.State, group.Stack) == WaitKind.SelectNoCases;
}
