using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>Whether two goroutines mean the same lock, and how it is told.</summary>
internal static class LockWords
{
    /// <summary>"sure" by addresses of the evidence; null: it may be; false: addresses tell them apart.</summary>
    public static bool? IsSame(Witness one, LocatedFrame oneFrame, Operation oneLock, Witness other, LocatedFrame otherFrame, Operation otherLock)
    {
        if (!IsReceivers(oneFrame, oneLock) || !IsReceivers(otherFrame, otherLock)) return null;
        var (left, right) = (ReceiversOf(one, oneFrame), ReceiversOf(other, otherFrame));
        if (left.Count == 0 || right.Count == 0) return null;
        // An embedded struct is at an address of its own.
        return left.Overlaps(right) ? true : oneLock.Function.ReceiverType == otherLock.Function.ReceiverType ? false : null;
    }

    /// <summary>The frame's call is of a method of its own type, on another variable than its receiver: <c>from.lock(); to.add(n)</c>.</summary>
    public static bool GoesToAnother(LocatedFrame frame) => frame.Function is { Receiver: { } receiver, ReceiverType: { } type } function
        && function.Calls.Exists(call => call.Line == frame.Line && call.On is { } on && on != receiver && call.Callees.Exists(callee => callee.ReceiverType == type));

    /// <summary>Both frames are methods of one object, by address; null where none is printed.</summary>
    public static bool? IsOneObject(Witness one, LocatedFrame oneFrame, Witness other, LocatedFrame otherFrame)
    {
        var (left, right) = (ReceiversOf(one, oneFrame), ReceiversOf(other, otherFrame));
        return left.Count == 0 || right.Count == 0 ? null : left.Overlaps(right);
    }

    /// <summary>"holds", or "may hold" where no address tells.</summary>
    public static string Holds(bool? isSame) => isSame == true ? "holds" : "may hold";

    /// <summary>The calls that lead from where a lock is held to where its holder waits, the nearest to the wait first.</summary>
    public static IEnumerable<SourceSpot> CallsUnder(Holding holding) => CallsUnder(holding.Witness, holding.Frame);

    public static IEnumerable<SourceSpot> CallsUnder(Witness holder, LocatedFrame frame) =>
        holder.Frames.Skip(1).TakeWhile(between => between.Index <= frame.Index).Select(between => between.Spot("leads there, under the lock"));

    /// <summary>"c.mu"</summary>
    public static string NameOf(Operation operation) =>
        operation.Node is GoSyntax.Expressions.CallExpr { Fun: GoSyntax.Expressions.SelectorExpr selector } ? operation.File.TextOf(selector.X) : StuckPlace.NameOf(operation);

    /// <summary>The function that takes a lock hands it to another, which may well unlock it: <c>unlock := unlockOnce(&amp;s.mu)</c>.</summary>
    public static bool IsHandedOn(Operation taken) => taken.Function.Calls.Exists(call =>
        call.Node.Fun is not GoSyntax.Expressions.SelectorExpr { Sel.Name: "NewCond" }
        && call.Node.Args.Any(argument => taken.File.TextOf(argument).TrimStart('&') == NameOf(taken)));

    // s.mu.Lock() in a method of s; what a helper of the same object locks is the object's, too.
    private static bool IsReceivers(LocatedFrame frame, Operation operation) =>
        operation.Function.Receiver is { } receiver && frame.Function.ReceiverType == operation.Function.ReceiverType
        && NameOf(operation) is var name && (name == receiver.Name || (name.StartsWith(receiver.Name + ".", StringComparison.Ordinal) && name.LastIndexOf('.') == receiver.Name.Length));

    // A method's receiver is the first word a traceback prints.
    private static HashSet<ulong> ReceiversOf(Witness witness, LocatedFrame frame) => frame.Function.Receiver is null || frame.Function.IsClosure ? [] :
    [
        .. witness.Group.Pointers.SelectMany(goroutine => goroutine.Pointers).Where(pointer => pointer.Frame == frame.Index && pointer.Position == 0 && pointer.Value != 0).Select(pointer => pointer.Value),
    ];
}
