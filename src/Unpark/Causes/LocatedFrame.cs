using Unpark.Model;
using Unpark.Source.Facts;

namespace Unpark.Causes;

/// <summary>A frame of a stack and the function of the source it is in.</summary>
/// <param name="Index">In the stack, leaf first.</param>
internal sealed record LocatedFrame(Frame Frame, int Index, PackageFacts Facts, Function Function)
{
    public int Line => Frame.Line;
}
