using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>One end of an io.Pipe stops and is not closed: who is at the other end waits for ever.</summary>
internal sealed class AbandonedPipe : ResourceCause
{
    private const string Name = "abandoned-pipe";

    public override IEnumerable<Cause> Explain(Finding finding, PackageFacts facts)
    {
        if (finding.Rule.Name != Name) yield break;
        var isReadFrom = IsIn(finding, "io.(*pipe).read");
        foreach (var function in facts.Functions.Where(function => function.Body is not null))
        {
            foreach (var assign in function.Body!.Descend().OfType<AssignStmt>())
            {
                if (assign is not { Lhs: [Ident reader, Ident writer], Rhs: [CallExpr { Fun: SelectorExpr { X: Ident { Name: "io" }, Sel.Name: "Pipe" } } made] }) continue;
                if (Explain(function, made, isReadFrom ? writer : reader, isReadFrom ? "reads" : "writes") is { } cause) yield return cause;
            }
        }
    }

    /// <param name="left">The end that nobody is at.</param>
    /// <param name="does">What they do at the other: "reads".</param>
    private static Cause? Explain(Function function, CallExpr made, Ident left, string does)
    {
        var uses = function.Body!.Descend().OfType<Ident>().Where(ident => ident.Name == left.Name && ident != left).ToList();
        if (uses.Count == 0) return null;
        if (function.Body.Descend().Any(node => node is SelectorExpr { X: Ident closed, Sel.Name: "Close" or "CloseWithError" } && closed.Name == left.Name))
            return Closings.LeftOpen(function, left, made, member => member is "Close" or "CloseWithError") is { } exit ? OfExit(function, left, made, exit, does) : null;
        var (user, use) = HandedOn(function, uses[^1]) ?? (function, uses[^1]);
        var (pipe, last) = (function.File.SpotAt(made.Pos, "the pipe"), user.File.SpotAt(use.Pos, does == "writes" ? "reads, and does not close" : "gets the writer, and does not close it"));
        // Who reads last should close; of a writer nobody knows who is the last.
        return does == "writes"
            ? new(Name, $"{left.Name} is read at {StuckPlace.PlaceOf(user.File, user.File.LineOf(use))} and not closed: whoever writes on waits for ever", last, [pipe], IsSure: false)
            : new(Name, $"{left.Name}, the writer of the pipe made at {StuckPlace.PlaceOf(function.File, function.File.LineOf(made))}, is never closed: whoever reads on waits for ever", pipe, [last], IsSure: false);
    }

    private static Cause OfExit(Function function, Ident left, CallExpr made, Exit exit, string does) =>
        new(Name, $"{left.Name} is not closed on the way out at {StuckPlace.PlaceOf(function.File, function.File.LineOf(exit.Culprit))}: whoever {does} on waits for ever", function.File.SpotAt(exit.Culprit.Pos, "leaves, and does not close"),
            [function.File.SpotAt(made.Pos, "the pipe")], IsSure: false);

    // return r: the caller reads, and where it uses the result last it could close it.
    private static (Function Function, Node Use)? HandedOn(Function function, Ident left)
    {
        if (!function.Body!.Descend().OfType<ReturnStmt>().Any(@return => @return.Results.Contains(left)) || function.Callers is not [{ Function: { Body: { } body } caller } call, ..]) return null;
        if (body.Descend().OfType<AssignStmt>().FirstOrDefault(assign => assign.Rhs is [var value] && value.Unparen() == call.Node) is not { Lhs: [Ident name, ..] }) return (caller, call.Node);
        var use = body.Descend().OfType<CallExpr>().LastOrDefault(used => used != call.Node && used.Args.Any(argument => argument is Ident ident && ident.Name == name.Name));
        return (caller, use ?? (Node)call.Node);
    }
}
