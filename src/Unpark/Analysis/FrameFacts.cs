using Unpark.Knowledge;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>What Knowledge says of a function in a file; equal for all its lines.</summary>
internal sealed record FrameFacts
{
    private FrameFacts(Frame frame)
    {
        Name = GoFunctionName.Parse(frame.Function);
        Outer = Name.Outer;
        FileName = frame.File[(frame.File.LastIndexOf('/') + 1)..];
        Origin = GoRoot.OriginOf(Name.PackagePath, frame.File);
        Known = KnownGoroutines.Find(frame.Function, Name.PackagePath);
        Call = LibraryCalls.Find(frame.Function);
        IsHelper = SeeThrough.IsHelper(Outer);
        WritesEvidence = EvidenceWriters.Writes(frame.Function);
    }

    public GoFunctionName Name { get; }

    /// <summary><see cref="GoFunctionName.Outer"/></summary>
    public string Outer { get; }

    /// <summary>Without its folder.</summary>
    public string FileName { get; }

    public FrameOrigin Origin { get; }

    public KnownGoroutine? Known { get; }

    public LibraryCall? Call { get; }

    public bool IsHelper { get; }

    public bool WritesEvidence { get; }

    public bool IsUsers => Origin == FrameOrigin.User && !IsHelper;

    public static FrameFacts Of(Frame frame) => new(frame);
}
