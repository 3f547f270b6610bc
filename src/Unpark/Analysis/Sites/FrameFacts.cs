using System.Collections.Immutable;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Profiles;
using Unpark.Model;

namespace Unpark.Analysis.Sites;

/// <summary>What Knowledge says of a function in a file; equal for all its lines.</summary>
internal sealed record FrameFacts
{
    private FrameFacts(Frame frame, ImmutableArray<KnownGoroutine> usersRows, TestedPackages tested)
    {
        File = frame.File;
        Name = GoFunctionName.Parse(frame.Function);
        Outer = Name.Outer;
        FileName = File[(File.LastIndexOf('/') + 1)..];
        IsTested = tested.Contains(Name.PackagePath);
        Origin = IsTested ? FrameOrigin.User : GoRoot.OriginOf(Name.PackagePath, frame.File);
        Known = FindIn(usersRows, frame.Function) ?? KnownGoroutines.Find(frame.Function, Name.PackagePath);
        Call = IsTested ? null : LibraryCalls.Find(frame.Function);
        IsHelper = !IsTested && SeeThrough.IsHelper(Outer);
        WritesEvidence = EvidenceWriters.Writes(frame.Function);
    }

    public GoFunctionName Name { get; }

    /// <summary>As printed.</summary>
    public string File { get; }

    /// <summary><see cref="GoFunctionName.Outer"/></summary>
    public string Outer { get; }

    /// <summary>Whose code it is: "main.(*cart)" of all methods of a type, also of a value's, "main.transfer" of a function and its closures.</summary>
    public string Scope => field ??= Name switch
    {
        { Receiver: null } => Outer,
        { Receiver: ['(', '*', .. var type, ')'], PackagePath: var package } => $"{package}.(*{type})",
        { Receiver: var type, PackagePath: var package } => $"{package}.(*{type})",
    };

    /// <summary>Without its folder.</summary>
    public string FileName { get; }

    public FrameOrigin Origin { get; }

    /// <summary>Of the package whose tests run.</summary>
    public bool IsTested { get; }

    public KnownGoroutine? Known { get; }

    public LibraryCall? Call { get; }

    public bool IsHelper { get; }

    public bool WritesEvidence { get; }

    // Goroutines that a library is known to keep are no more its users' when its own tests start them.
    public bool IsUsers => Origin == FrameOrigin.User && !IsHelper && (IsTested ? Known is null : Known is not { IsUsers: true });

    public static FrameFacts Of(Frame frame) => new(frame, [], TestedPackages.None);

    /// <param name="usersRows">Asked before the table.</param>
    public static FrameFacts Of(Frame frame, ImmutableArray<KnownGoroutine> usersRows, TestedPackages tested) => new(frame, usersRows, tested);

    private static KnownGoroutine? FindIn(ImmutableArray<KnownGoroutine> rows, string function)
    {
        if (rows.IsEmpty) return null;
        var name = GoFunctionName.Unescape(function);
        foreach (var row in rows)
        {
            if (row.Matches(name)) return row;
        }
        return null;
    }
}
