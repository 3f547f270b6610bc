using System.Collections.Immutable;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Profiles;
using Unpark.Model;

namespace Unpark.Analysis.Sites;

/// <summary>What Knowledge says of a function in a file; equal for all its lines.</summary>
internal sealed record FrameFacts
{
    private FrameFacts(Frame frame, ImmutableArray<KnownGoroutine> usersRows)
    {
        File = frame.File;
        Name = GoFunctionName.Parse(frame.Function);
        Outer = Name.Outer;
        FileName = File[(File.LastIndexOf('/') + 1)..];
        Origin = GoRoot.OriginOf(Name.PackagePath, frame.File);
        Known = FindIn(usersRows, frame.Function) ?? KnownGoroutines.Find(frame.Function, Name.PackagePath);
        Call = LibraryCalls.Find(frame.Function);
        IsHelper = SeeThrough.IsHelper(Outer);
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

    public KnownGoroutine? Known { get; }

    public LibraryCall? Call { get; }

    public bool IsHelper { get; }

    public bool WritesEvidence { get; }

    public bool IsUsers => Origin == FrameOrigin.User && !IsHelper && Known is not { IsUsers: true };

    public static FrameFacts Of(Frame frame) => new(frame, []);

    /// <param name="usersRows">Asked before the table.</param>
    public static FrameFacts Of(Frame frame, ImmutableArray<KnownGoroutine> usersRows) => new(frame, usersRows);

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
