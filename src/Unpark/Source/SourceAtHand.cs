using Unpark.Knowledge.Frames;
using Unpark.Model;

namespace Unpark.Source;

/// <summary>Whether there is any source to explain frames by: far cheaper to ask than to explain, and most evidence is read far from its source.</summary>
internal static class SourceAtHand
{
    // Who stands in a module is answered by its packages also where no stack names them.
    public static bool IsFor(IEnumerable<Frame> frames, ISourceFiles files) => !files.Roots.Modules.IsEmpty || frames
        .Where(frame => GoRoot.OriginOf(frame) is not (FrameOrigin.Runtime or FrameOrigin.Standard))
        .DistinctBy(frame => frame.File)
        .Any(frame => SourceCandidates.WithOwn(frame, files.Roots).Any(path => files.Read(path) is not null));
}
