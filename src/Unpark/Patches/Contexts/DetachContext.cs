using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Contexts;

/// <summary>Work that outlives a request gets its context without its end: the values stay. From Go 1.21 on.</summary>
internal sealed class DetachContext : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (place.OnLine<GoStmt>().FirstOrDefault()?.Call.Args.FirstOrDefault(IsOfRequest) is not { } context) return null;
        if (place.Map.DeclarationOf(context) is not { } function || LocalVariable.Find(function, "context") is not null) return null;
        var draft = new Draft();
        if (!Imports.Add(draft, place.File, "context")) return null;
        draft.Replace(place.File, context, $"context.WithoutCancel({place.File.TextOf(context)})");
        return PatchPlace.Finish(draft, "without-cancel", "the work sees the same values of the context, and is not cancelled when the request ends; give it a deadline of its own where it might hang");
    }

    /// <summary><c>r.Context()</c></summary>
    public static bool IsOfRequest(Expr argument) => argument is CallExpr { Args.IsEmpty: true, Fun: SelectorExpr { X: Ident, Sel.Name: "Context" } };
}
