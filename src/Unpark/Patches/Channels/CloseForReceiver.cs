using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Channels;

/// <summary>A goroutine waits for a value that its maker may not send: the maker closes the channel when it returns, and the goroutine looks whether there was a value.</summary>
internal sealed class CloseForReceiver : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsReceiving || place.OnLine<UnaryExpr>().FirstOrDefault(unary => unary is { Op: Token.Arrow, X: Ident }) is not { X: Ident name } receive) return null;
        if (place.Map.DeclarationOf(receive) is not { } function || place.Map.FunctionOf(receive) is not FuncLit receiver || !place.Map.IsGoroutine(receiver)) return null;
        if (ChannelUses.Find(place.File, function, name.Name) is not { StaysHere: true, Closes.IsEmpty: true, Receives: [var only] } channel || only != receive) return null;
        if (channel.Sends.Any(send => place.Map.FunctionOf(send) != place.Map.FunctionOf(channel.Made)) || NeverReturns(place.Map.FunctionOf(channel.Made)!)) return null;

        var draft = new Draft();
        if (!Ask(draft, place, receive)) return null;
        draft.InsertBelow(place.File, channel.Made, $"defer close({name.Name})");
        return PatchPlace.Finish(draft, "close-channel", $"nothing but the function that makes {name.Name} could send on it: when it returns, by whatever way, no value comes any more, and the goroutine ends without one");
    }

    // It ends in a loop or a select without a way out: what it defers never comes.
    private static bool NeverReturns(Node function) => SyntaxMap.BodyOf(function)?.List.LastOrDefault() is SelectStmt { Body.List.IsEmpty: true } or ForStmt { Cond: null };

    // "<-ch" at the end needs no question; "f(<-ch)" and "v := <-ch" must not take a closed channel for a value.
    private static bool Ask(Draft draft, PatchPlace place, UnaryExpr receive)
    {
        var (file, map) = (place.File, place.Map);
        switch (map.StatementOf(receive))
        {
            case ExprStmt { X: UnaryExpr } last when map.After(last).IsEmpty && map.ParentOf(last) == SyntaxMap.BodyOf(map.FunctionOf(last)!):
                return true;
            case ExprStmt { X: CallExpr call } statement when call.Args.Contains(receive) && Names.Free(statement, place.Package, "value", "received") is { } value:
                draft.ReplaceLines(file, statement, $"if {value}, ok := {file.TextOf(receive)}; ok {{{Draft.Kept}\n\t{WithValue(file.TextOf(statement), file.TextOf(receive), value)}\n}}");
                return !file.TextOf(statement).Contains('\n', StringComparison.Ordinal);
            case AssignStmt { Tok: Token.Define, Lhs: [Ident], Rhs: [UnaryExpr] } assign when SyntaxMap.HasNoResults(map.FunctionOf(assign)!) && map.ParentOf(assign) is BlockStmt && Names.Free(map.FunctionOf(assign)!, place.Package, "ok") is { } ok:
                draft.Insert(file, assign.Lhs[0].End, $", {ok}");
                draft.InsertBelow(file, assign, $"if !{ok} {{\n\treturn\n}}");
                return true;
            default:
                return false;
        }
    }

    private static string WithValue(string statement, string receive, string value) => statement.Replace(receive, value, StringComparison.Ordinal);
}
