using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Types;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>The calls from where a goroutine took a lock to where it wants it again, and which of them is to blame.</summary>
internal static class WayUnderLock
{
    /// <summary>The call that leaves to somebody who cannot know of the lock, a callback or another package's doing; where none does, the one that comes back.</summary>
    /// <param name="back">How many frames out the call that comes back is: more than one where the innermost function locks for its caller.</param>
    public static SourceSpot CulpritOf(Witness self, LocatedFrame holder, int back)
    {
        const string What = "calls who locks again";
        if (holder.Deferred is not null) return holder.Spot(What);
        var outermost = self.Frames.IndexOf(holder);
        if (GivesItself(holder)) return holder.Spot(What);
        for (var i = outermost; i > back; i--)
        {
            if (Leaves(self.Frames[i], self.Frames[i - 1], holder.Function.Outermost) || IsHandedOver(self, i)) return self.Frames[i].Spot(What);
        }
        return self.Frames[Math.Min(back, outermost)].Spot(What);
    }

    // log.Printf("%v is stale", l): what locks again is a method of the very object that is given away.
    private static bool GivesItself(LocatedFrame holder) => holder.Function.Receiver is { } receiver
        && holder.Function.Calls.Exists(call => call.Line == holder.Line && call.Node.Args.Any(argument => argument.Unparen() is Ident name && holder.Facts.Types.VariableOf(name) == receiver));

    // Closures of whoever took the lock and methods of its type are its own, however they are called.
    private static bool Leaves(LocatedFrame caller, LocatedFrame callee, Function holder)
    {
        var called = callee.Function.Outermost;
        if (called == holder || called == caller.Function.Outermost || (called.ReceiverType is { } type && type == holder.ReceiverType)) return false;
        return callee.Index - caller.Index < -1 || !caller.Function.Calls.Exists(call => call.Line == caller.Line && Names(caller, call, callee.Function));
    }

    // From a method of the type that locks again to one of another, which tells the first of something: it cannot know of the lock. Who only asks could do without.
    private static bool IsHandedOver(Witness self, int index)
    {
        if (self.Function.ReceiverType is not { } type || TypeAt(index) != type || TypeAt(index - 1) is not { } other || other == type) return false;
        var back = Enumerable.Range(0, index - 1).Reverse().FirstOrDefault(inner => TypeAt(inner) == type && TypeAt(inner + 1) != type, -1);
        return back >= 0 && self.Frames[back].Function is { IsClosure: false, Results.Count: 0 };

        string? TypeAt(int frame) => self.Frames[frame].Function.Outermost.ReceiverType;
    }

    // By its own name, and not through an interface: many may be meant then.
    private static bool Names(LocatedFrame caller, Call call, Function callee) => !callee.IsClosure && call.Node.Fun.Unparen() switch
    {
        Ident name => name.Name == callee.Name,
        SelectorExpr selector => selector.Sel.Name == callee.Name && caller.Facts.Names.Underlying(caller.Facts.Types.Of(selector.X)) is not InterfaceType,
        _ => false,
    };
}
