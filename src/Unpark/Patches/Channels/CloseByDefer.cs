using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Channels;

/// <summary>Who sends closes the channel as the last thing, unless it leaves before: closed by defer, whatever way it leaves.</summary>
internal sealed class CloseByDefer : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsReceiving || !place.IsLeftBehind || place.OnLine<RangeStmt>().FirstOrDefault() is not { } loop) return null;
        var sender = loop.X switch
        {
            Ident name => OfVariable(place, loop, name.Name),
            SelectorExpr field => OfField(place, field.Sel.Name),
            _ => null,
        };
        if (sender is not var (file, close, function) || SyntaxMap.BodyOf(function) is not { } body || !IsSkipped(close, body, SyntaxMap.Of(file))) return null;

        var draft = new Draft();
        draft.InsertFirst(file, body, $"defer {file.TextOf(close)}");
        draft.Remove(file, close);
        return PatchPlace.Finish(draft, "close-channel", $"{file.TextOf(((CallExpr)close.X).Args[0])} is sent to here alone, and was closed as the last thing on every way out but one; deferred, the close comes on that way as well");
    }

    // The goroutine that a function starts once for the channel it makes.
    private static (SourceFile, ExprStmt, Node)? OfVariable(PatchPlace place, RangeStmt loop, string name)
    {
        if (GivenChannel.Find(place, loop, name) is not var (file, _, channel) || channel is not { Others.IsEmpty: true, Closes: [var close] }) return null;
        var map = SyntaxMap.Of(file);
        if (map.ParentOf(close) is not ExprStmt statement || map.FunctionOf(close) is not FuncLit sender || !map.IsGoroutine(sender) || map.LoopsAround(sender, map.ParentOf(channel.Made)).Any()) return null;
        return channel.Sends.All(send => map.FunctionOf(send) == sender) ? (file, statement, sender) : null;
    }

    // The one function that sends to the field and closes it, called once for each object.
    private static (SourceFile, ExprStmt, Node)? OfField(PatchPlace place, string field)
    {
        var uses = Mentions.OfMember(field, place.Package).ToList();
        if (uses.FindAll(use => use.Parent is CallExpr) is not [(var home, _, CallExpr { Fun: Ident { Name: "close" } } close)] || uses.Exists(use => use.Parent is AssignStmt)) return null;
        var map = SyntaxMap.Of(home);
        if (map.ParentOf(close) is not ExprStmt statement || map.FunctionOf(close) is not FuncDecl function) return null;
        if (uses.Exists(use => use.Parent is SendStmt send && SyntaxMap.Of(use.File).FunctionOf(send) != function)) return null;
        var calls = place.Facts.Functions.SelectMany(caller => caller.Calls).Where(call => call.Callees.Exists(callee => callee.Node == function)).ToList();
        return calls is [var only] && IsOfOwnObject(only.Node, SyntaxMap.Of(only.Function.File)) ? (home, statement, function) : null;
    }

    // Of an object that its caller made: a second call would send on a closed channel.
    private static bool IsOfOwnObject(CallExpr call, SyntaxMap map) =>
        call.Fun is SelectorExpr { X: Ident owner } && map.DeclarationOf(call) is { } caller && LocalVariable.Find(caller, owner.Name) is { Declaration: AssignStmt made } && !map.LoopsAround(call, map.ParentOf(made)).Any();

    // Nothing but a return follows the close, and another return comes without it.
    private static bool IsSkipped(ExprStmt close, BlockStmt body, SyntaxMap map)
    {
        if (map.After(close) is not ([] or [ReturnStmt]) || (map.After(close).IsEmpty && map.ParentOf(close) != body)) return false;
        return body.Descend(node => node is not FuncLit).OfType<ReturnStmt>().Any(way => !map.ListOf(way).Contains(close));
    }
}
