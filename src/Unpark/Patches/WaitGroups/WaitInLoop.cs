using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.WaitGroups;

/// <summary>A Cond is waited for without a look at what it tells: a loop around the wait looks first.</summary>
internal sealed class WaitInLoop : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (place.OnLine<ExprStmt>().FirstOrDefault() is not { X: CallExpr { Args.IsEmpty: true, Fun: SelectorExpr { Sel.Name: "Wait", X: SelectorExpr { X: Ident owner, Sel: var cond } } } } wait) return null;
        if (place.Finding.State?.Text is { } state && state != "sync.Cond.Wait") return null;
        if (place.Map.LoopsAround(wait, place.Map.FunctionOf(wait)).Any() || TakenBehind(wait, place) is not { } count) return null;
        if (!SignallersOf(cond.Name, place.Package).Any(signaller => signaller.Any(statement => statement is IncDecStmt { Tok: Token.Inc, X: SelectorExpr counted } && counted.Sel.Name == count.Sel.Name))) return null;

        var draft = new Draft();
        draft.ReplaceLines(place.File, wait, $"for {place.File.TextOf(count)} == 0 {{\n\t{place.File.TextOf(wait)}{Draft.Kept}\n}}");
        return PatchPlace.Finish(draft, "wait-in-loop", $"{owner.Name}.{cond.Name} tells that {place.File.TextOf(count)} has grown: who finds it above 0 need not wait, and who is woken without cause waits on");
    }

    // "m.letters--" directly behind the wait: it takes what was counted.
    private static SelectorExpr? TakenBehind(ExprStmt wait, PatchPlace place) => place.Map.After(wait) is [IncDecStmt { Tok: Token.Dec, X: SelectorExpr taken }, ..] ? taken : null;

    // The statements above a Signal or Broadcast of the Cond.
    private static IEnumerable<IEnumerable<Stmt>> SignallersOf(string cond, PackageSource package) =>
        from one in Mentions.NodesIn(cond, package)
        let signal = one.Node as ExprStmt
        where signal?.X is CallExpr { Fun: SelectorExpr { Sel.Name: "Signal" or "Broadcast", X: SelectorExpr told } } && told.Sel.Name == cond
        select SyntaxMap.Of(one.File).ListOf(signal).TakeWhile(statement => statement != signal);
}
