using Unpark.Findings;
using Unpark.Model;
using Unpark.Source.Facts;

namespace Unpark.Causes;

/// <summary>A frame of a stack and the function of the source it is in.</summary>
/// <param name="Index">In the stack, leaf first.</param>
internal sealed record LocatedFrame(Frame Frame, int Index, PackageFacts Facts, Function Function)
{
    public int Line => Frame.Line;

    /// <summary>The call that the frame is in.</summary>
    public SourceSpot Spot(string what) =>
        Function.Calls.Find(call => call.Line == Line) is { } call ? Function.File.SpotAt(call.Node.Pos, what) : new(Function.File.Path, Line, 1, what);
}
