using Unpark.Analysis.Sites;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Analysis.WaitFor;

/// <summary>A goroutine as the wait-for graph sees it; where the evidence has no ids, it stands for its whole group.</summary>
internal sealed class Party(SiteGroup site, StackScopes stack, Goroutine goroutine, StackPointer[] pointers, bool isSettled)
{
    public SiteGroup Site => site;

    public StackScopes Stack => stack;

    /// <summary>0 where the evidence has none.</summary>
    public long Id => goroutine.Id;

    public long CreatorId => goroutine.CreatorId;

    public WaitKind Kind => site.Kind;

    /// <summary>Has waited a minute or longer, or was there in the first moment: what lasts so long is no rush.</summary>
    public bool IsSettled => isSettled;

    public int Minutes => goroutine.Minutes;

    /// <summary>In the arguments of its frames, the sure ones.</summary>
    public ReadOnlySpan<StackPointer> Pointers => pointers;

    /// <summary>What it waits for; null for what is no lock.</summary>
    public LockWait? Lock { get; } = site.Kind.IsLock() && stack.First < stack.Scopes.Length ? LockWait.Of(goroutine.WaitsOn, stack, pointers) : null;

    /// <summary>Goes on without anybody of the program: runs, or waits for time or for the outside world.</summary>
    public bool IsLive => Kind is WaitKind.Running or WaitKind.Syscall or WaitKind.Sleep or WaitKind.IO or WaitKind.Runtime;

    /// <summary>Waits inside a library's call for what the library will bring from outside: an HTTP response, a row.</summary>
    public bool WaitsInLibrary => stack.FirstOrigin != FrameOrigin.User && Kind is not (WaitKind.WaitGroup or WaitKind.Cond);

    /// <summary>Waits in its own code for another goroutine's receive, send or Done.</summary>
    public bool WaitsForPartner => !WaitsInLibrary && Kind is WaitKind.Receive or WaitKind.Send or WaitKind.ReceiveNil or WaitKind.SendNil
        or WaitKind.Select or WaitKind.SelectNoCases or WaitKind.WaitGroup;

    /// <summary>The pointer is among the arguments of a frame of the package, from <paramref name="from"/> on.</summary>
    public bool HoldsIn(string package, ulong pointer, int from)
    {
        if (pointer == 0) return false;
        foreach (var known in pointers)
        {
            if (known.Value == pointer && known.Frame >= from && known.Frame < stack.Scopes.Length && stack.Packages[known.Frame] == package) return true;
        }
        return false;
    }

    /// <summary>The pointer is among the arguments of a frame.</summary>
    public bool Has(ulong pointer)
    {
        foreach (var known in pointers)
        {
            if (pointer != 0 && known.Value == pointer) return true;
        }
        return false;
    }

    /// <summary>The pointer is among the arguments of the frame.</summary>
    public bool HoldsAt(int frame, ulong pointer)
    {
        foreach (var known in pointers)
        {
            if (known.Value == pointer && known.Frame == frame) return true;
        }
        return false;
    }

    /// <summary>The frame prints what it works on, and <paramref name="pointer"/> is not among that: a method its receiver, a function all its pointers.</summary>
    public bool WorksOnOther(int frame, ulong pointer)
    {
        var prints = false;
        foreach (var known in pointers)
        {
            if (known.Frame != frame) continue;
            if (known.Value == pointer || (known.IsUnsure && !stack.IsMethod(frame))) return false;
            prints |= known.Position == 0 || !stack.IsMethod(frame);
        }
        return prints;
    }

    /// <summary>The frame is a method that got the object as an argument, beside its receiver: <c>from.MoveTo(to)</c>.</summary>
    public bool IsGiven(int frame, ulong pointer)
    {
        if (pointer == 0 || !stack.IsMethod(frame)) return false;
        var isArgument = false;
        foreach (var known in pointers)
        {
            if (known.Frame != frame || known.Value != pointer) continue;
            if (known.Position == 0) return false;
            isArgument = true;
        }
        return isArgument;
    }

    /// <summary>Started by a goroutine, as far as ids or the names of functions tell.</summary>
    public bool IsChildOf(Party parent) =>
        CreatorId != 0 && parent.Id != 0 ? CreatorId == parent.Id : parent != this && parent.Stack.Calls(stack.CreatorFunction);
}
