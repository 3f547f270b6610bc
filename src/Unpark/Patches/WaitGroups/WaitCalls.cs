using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;

namespace Unpark.Patches.WaitGroups;

/// <summary>Where somebody waits for a group.</summary>
internal static class WaitCalls
{
    /// <summary>The statement <c>wg.Wait()</c> of the stuck line, and "wg" as it is written there.</summary>
    public static (ExprStmt Wait, string Group)? On(PatchPlace place)
    {
        var wait = place.OnLine<ExprStmt>().FirstOrDefault(statement => statement.X is CallExpr { Args.IsEmpty: true, Fun: SelectorExpr { Sel.Name: "Wait" } });
        return wait is { X: CallExpr { Fun: SelectorExpr called } } ? (wait, place.File.TextOf(called.X)) : null;
    }
}
