using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Channels;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Contexts;

/// <summary>A send or a receive looks at the context at hand as well, and its function returns when that is done.</summary>
/// <param name="ownOnly">Only a context that the very function ends which makes the channel: then nobody is left to exchange values with.</param>
internal sealed class SelectDone(bool ownOnly) : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsLeftBehind || StuckOn(place) is not var (stuck, channel) || ContextAtHand.At(stuck, place.Map) is not { } context || place.File.TextOf(stuck).Contains('\n', StringComparison.Ordinal)) return null;
        if (ownOnly && !IsOwn(context, stuck, channel, place)) return null;
        if (WayOut.From(stuck, place.File, $"{context.Text}.Err()") is not { } way) return null;

        var draft = new Draft();
        draft.ReplaceLines(place.File, stuck, $"select {{\ncase {place.File.TextOf(stuck)}:{Draft.Kept}\ncase <-{context.Text}.Done():\n\t{way.Return}\n}}");
        way.Prepare(draft, place.File);
        return PatchPlace.Finish(draft, "select-done", $"as long as {context.Text} is not done nothing changes; then {(stuck is SendStmt ? "nobody is bound to receive any more" : "no value is bound to come any more")}, and {(way.Return == "return" ? "the goroutine ends" : "the caller learns why")} instead of waiting for ever");
    }

    private static (Stmt Stuck, Expr Channel)? StuckOn(PatchPlace place) => place.OnLine<Stmt>().Where(statement => place.Map.ListOf(statement).Contains(statement)).Select(statement => statement switch
    {
        SendStmt send when place.IsSending => (statement, send.Chan),
        ExprStmt { X: UnaryExpr { Op: Token.Arrow } receive } when place.IsReceiving => (statement, receive.X),
        AssignStmt { Tok: Token.Assign, Rhs: [UnaryExpr { Op: Token.Arrow } receive] } when place.IsReceiving => (statement, receive.X),
        _ => ((Stmt, Expr)?)null,
    }).FirstOrDefault(found => found is not null);

    private static bool IsOwn(ContextAtHand context, Stmt stuck, Expr channel, PatchPlace place) =>
        context.EndsWith is { } owner && channel is Ident name && place.Map.DeclarationOf(stuck) is { } function
        && ChannelUses.Find(place.File, function, name.Name) is { StaysHere: true } made && place.Map.FunctionOf(made.Made) == owner && place.Map.FunctionOf(stuck) != owner;
}
