using Unpark.Knowledge;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>What Knowledge says of one frame.</summary>
internal sealed record FrameFacts(GoFunctionName Name, string Outer, FrameOrigin Origin, KnownGoroutine? Known, bool IsHelper, bool WritesEvidence)
{
    public bool IsUsers => Origin == FrameOrigin.User && !IsHelper;

    public static FrameFacts Of(Frame frame)
    {
        var name = GoFunctionName.Parse(frame.Function);
        var outer = name.Outer;
        return new(
            name,
            outer,
            GoRoot.OriginOf(name.PackagePath, frame.File),
            KnownGoroutines.Find(frame.Function, name.PackagePath),
            SeeThrough.IsHelper(outer),
            EvidenceWriters.Writes(frame.Function));
    }
}
