using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Channels;

/// <summary>An error is sent, and then the result as well: a return behind the first.</summary>
internal sealed class MissingReturn : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsSending || place.OnLine<SendStmt>().FirstOrDefault() is not { } stuck || place.Map.FunctionOf(stuck) is not { } function || !SyntaxMap.HasNoResults(function)) return null;
        var channel = place.File.TextOf(stuck.Chan);
        if (place.Map.ListOf(stuck).TakeWhile(statement => statement != stuck).LastOrDefault() is not IfStmt { Else: null } check || !IsAboutAnError(check.Cond)) return null;
        if (check.Body.List is not [.., SendStmt first] || place.File.TextOf(first.Chan) != channel) return null;

        var draft = new Draft();
        draft.InsertBelow(place.File, first, "return");
        return PatchPlace.Finish(draft, "missing-return", $"with an error the function sends on {channel} and goes on to send again; the second value has no receiver, and tells of a success that was none");
    }

    private static bool IsAboutAnError(Expr condition) => condition.Unparen() is BinaryExpr { Op: Token.NotEql, Y: Ident { Name: "nil" } };
}
