using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Source.Facts;

namespace Unpark.Causes;

/// <summary>A frame of a stack and the function of the source it is in.</summary>
/// <param name="Index">In the stack, leaf first.</param>
internal sealed record LocatedFrame(Frame Frame, int Index, PackageFacts Facts, Function Function)
{
    public int Line => Frame.Line;

    /// <summary>The deferred call that runs, when the function is on its way out; the line is that of a return or the last one then.</summary>
    public Call? Deferred { get; init; }

    /// <summary>Locks that may be held there.</summary>
    public ImmutableArray<HeldLock> Held => Deferred is { } call ? Facts.Locks.HeldAtEnd(Function, call.Node) : Facts.Locks.HeldAtLine(Function, Line);

    /// <summary>A path leads from the operation to where the frame is, and the operation stands before it.</summary>
    public bool ComesAfter(Operation operation) => operation.Line < Line
        && Function.Operations.Select(other => other.Node).Concat(Function.Calls.Select(call => call.Node)).Any(node => Function.File.LineOf(node) == Line && PathWalk.Leads(Function, operation.Node, node));

    /// <summary>The deferred call that runs the inner function, where the line itself calls nobody: a return, or the end.</summary>
    public static Call? DeferredTo(Function inner, Function function, int line) =>
        function.Calls.Exists(call => call.Line == line) ? null : function.Calls.FindLast(call => call.Way == CallWay.Defer && call.Callees.Contains(inner));

    /// <summary>The call that the frame is in.</summary>
    public SourceSpot Spot(string what) =>
        (Deferred ?? Function.Calls.Find(call => call.Line == Line)) is { } call ? Function.File.SpotAt(call.Node.Pos, what) : new(Function.File.Path, Line, 1, what);
}
