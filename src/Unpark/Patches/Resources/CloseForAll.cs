using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Locks;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Resources;

/// <summary>One value is sent to several goroutines that each end when they receive it: the channel is closed instead, which all of them see.</summary>
internal sealed class CloseForAll : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (place.Finding.Cause is not { Name: "n-cast" } || place.OnLine<SelectStmt>().FirstOrDefault() is not { } select) return null;
        var fields = select.Body.List.OfType<CommClause>().Where(clause => clause.Body.LastOrDefault() is ReturnStmt).Select(clause => clause.Comm).OfType<ExprStmt>()
            .Select(receive => receive.X).OfType<UnaryExpr>().Select(receive => receive.X).OfType<SelectorExpr>().Select(signal => signal.Sel.Name).ToList();
        if (fields is not [var field] || SendOf(field, place.Package) is not var (file, send) || SyntaxMap.Of(file).DeclarationOf(send) is not { } stop) return null;
        if (LockCalls.TypeOfReceiver(stop) is not { } type || !StopCalls.AreAllHere(type, place.Package) || !StopCalls.AreOncePerObject(stop, place)) return null;

        var draft = new Draft();
        draft.Replace(file, send, $"close({file.TextOf(send.Chan)})");
        return PatchPlace.Finish(draft, "close-on-stop", $"each goroutine returns when it receives from {field}, whatever the value; the one value that {stop.Name.Name} sends ends one of them, a close ends all, and it is called once for each {type}");
    }

    // The only send, and the last thing of its method; nobody looks at what comes.
    private static (SourceFile File, SendStmt Send)? SendOf(string field, PackageSource package)
    {
        var uses = Mentions.OfMember(field, package).ToList();
        if (uses.FindAll(use => use.Parent is SendStmt) is not [(var home, _, SendStmt { Value: Ident or BasicLit or CompositeLit } send)]) return null;
        if (!uses.TrueForAll(use => use.Parent == send || (use.Parent is UnaryExpr { Op: Token.Arrow } receive && SyntaxMap.Of(use.File).ParentOf(receive) is ExprStmt))) return null;
        var map = SyntaxMap.Of(home);
        return map.ListOf(send).Contains(send) && map.After(send).IsEmpty && map.ParentOf(send) == SyntaxMap.BodyOf(map.FunctionOf(send)!) ? (home, send) : null;
    }
}
