using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Libraries;
using Unpark.Model;

namespace Unpark.Analysis.Sites;

/// <summary>Finds whose line a stack waits on, and who started it.</summary>
internal sealed class SiteFinder(FrameTable frames)
{
    /// <summary>
    /// The site of a stack, the first frame from the leaf that is the user's own, and what stands above it: the library goroutine
    /// nearest the entry (helpers may stand above it), the call that waits, and whether somebody writes evidence there.
    /// </summary>
    /// <remarks>A user's frame nearer the leaf, as a handler under <c>net/http.(*conn).serve</c>, makes the goroutine the user's.</remarks>
    public Found Find(CallStack stack)
    {
        KnownGoroutine? known = null;
        LibraryCall? call = null;
        var writesEvidence = false;
        foreach (var frame in stack.Frames)
        {
            var facts = frames[frame];
            if (facts.IsUsers && !IsKnownFurtherDown(stack, facts)) return new(new(frame), known, call, writesEvidence);
            known = facts.Known ?? known;
            call = facts.Call ?? call;
            writesEvidence |= facts.WritesEvidence;
        }
        if (stack.Frames.IsEmpty) return new();

        var library = LibraryFrameOf(stack, known);
        return new(new(library, known?.Owner ?? OwnerOf(library)), known, null, writesEvidence);
    }

    // A goroutine that users know is what they named it, whichever function of the same package it waits in.
    private bool IsKnownFurtherDown(CallStack stack, FrameFacts facts)
    {
        if (!frames.HasUsersRows) return false;
        foreach (var frame in stack.Frames)
        {
            if (frames[frame].Known is { IsUsers: true } known && known.Package == facts.Name.PackagePath) return true;
        }
        return false;
    }

    /// <summary>The <c>go</c> statement that started a group, seen through helpers; null where the evidence has no creators.</summary>
    public Frame? CreatorOf(GoroutineGroup group)
    {
        if (group.CreatedBy is not { } creator || !frames[creator].IsHelper) return group.CreatedBy;
        return AncestorOf(group) ?? LastUserFrameOf(group.Stack) ?? creator;
    }

    private Frame LibraryFrameOf(CallStack stack, KnownGoroutine? known) =>
        First(stack, frame => known is not null && frames[frame].Known == known)
        ?? First(stack, frame => frames[frame] is { Origin: FrameOrigin.ThirdParty, IsHelper: false })
        ?? Last(stack, frame => frames[frame].Origin == FrameOrigin.Standard)
        ?? stack.Frames[0];

    private string OwnerOf(Frame frame) => frames[frame] switch
    {
        { Origin: FrameOrigin.Runtime } => "runtime",
        { Origin: FrameOrigin.Standard, Name.PackagePath: var package } => package,
        _ => GoRoot.ModuleOf(frame),
    };

    // Traces of the creator begin in the helper; the first frame that is no helper called it.
    private Frame? AncestorOf(GoroutineGroup group) =>
        group.Ancestors.IsEmpty ? null : First(group.Ancestors[0].Stack, frame => !frames[frame].IsHelper);

    // The function handed to the helper: a closure of the function that called it, most often.
    private Frame? LastUserFrameOf(CallStack stack) => Last(stack, frame => frames[frame].IsUsers);

    private static Frame? First(CallStack stack, Func<Frame, bool> fits)
    {
        foreach (var frame in stack.Frames)
        {
            if (fits(frame)) return frame;
        }
        return null;
    }

    private static Frame? Last(CallStack stack, Func<Frame, bool> fits)
    {
        for (var i = stack.Frames.Length - 1; i >= 0; i--)
        {
            if (fits(stack.Frames[i])) return stack.Frames[i];
        }
        return null;
    }

    /// <param name="Call">The user's call into a library that waits; null when the user's own line waits.</param>
    internal sealed record Found(Site? Site = null, KnownGoroutine? Known = null, LibraryCall? Call = null, bool WritesEvidence = false);
}
