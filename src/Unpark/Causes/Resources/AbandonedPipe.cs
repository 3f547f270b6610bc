using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>The reader of an io.Pipe stops and does not close it.</summary>
internal sealed class AbandonedPipe : ResourceCause
{
    public override IEnumerable<Cause> Explain(Finding finding, PackageFacts facts)
    {
        if (finding.Rule.Name != "abandoned-pipe") yield break;
        foreach (var function in facts.Functions.Where(function => function.Body is not null))
        {
            foreach (var assign in function.Body!.Descend().OfType<AssignStmt>())
            {
                if (assign is not { Lhs: [Ident reader, Ident], Rhs: [CallExpr { Fun: SelectorExpr { X: Ident { Name: "io" }, Sel.Name: "Pipe" } } made] }) continue;
                var uses = function.Body.Descend().OfType<Ident>().Where(ident => ident.Name == reader.Name && ident != reader).ToList();
                if (uses.Count == 0) continue;
                if (function.Body.Descend().Any(node => node is SelectorExpr { X: Ident closed, Sel.Name: "Close" or "CloseWithError" } && closed.Name == reader.Name))
                {
                    if (Closings.LeftOpen(function, reader, made, member => member is "Close" or "CloseWithError") is { } exit) yield return OfExit(function, reader, made, exit);
                    continue;
                }
                var (user, use) = (function, (Node)uses[^1]);
                if (HandedOn(function, uses[^1]) is var (caller, taken)) (user, use) = (caller, taken);
                yield return new("abandoned-pipe", $"{reader.Name} is read at {StuckPlace.PlaceOf(user.File, user.File.LineOf(use))} and not closed: whoever writes on waits for ever", user.File.SpotAt(use.Pos, "reads, and does not close"),
                    [function.File.SpotAt(made.Pos, "the pipe")], IsSure: false);
            }
        }
    }

    private static Cause OfExit(Function function, Ident reader, CallExpr made, Exit exit) =>
        new("abandoned-pipe", $"{reader.Name} is not closed on the way out at {StuckPlace.PlaceOf(function.File, function.File.LineOf(exit.Culprit))}: whoever writes on waits for ever", function.File.SpotAt(exit.Culprit.Pos, "leaves, and does not close"),
            [function.File.SpotAt(made.Pos, "the pipe")], IsSure: false);

    // return r: the caller reads, and where it uses the result last it could close it.
    private static (Function Function, Node Use)? HandedOn(Function function, Ident reader)
    {
        if (!function.Body!.Descend().OfType<ReturnStmt>().Any(@return => @return.Results.Contains(reader)) || function.Callers is not [{ Function: { Body: { } body } caller } call, ..]) return null;
        if (body.Descend().OfType<AssignStmt>().FirstOrDefault(assign => assign.Rhs is [var value] && value.Unparen() == call.Node) is not { Lhs: [Ident name, ..] }) return (caller, call.Node);
        var use = body.Descend().OfType<CallExpr>().LastOrDefault(used => used != call.Node && used.Args.Any(argument => argument is Ident ident && ident.Name == name.Name));
        return (caller, use ?? (Node)call.Node);
    }
}
