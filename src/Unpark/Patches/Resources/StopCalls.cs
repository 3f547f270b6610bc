using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Resources;

/// <summary>How often the method that ends an object is called: a channel that is closed twice panics.</summary>
internal static class StopCalls
{
    /// <summary>Nobody else knows the type.</summary>
    public static bool AreAllHere(string type, PackageSource package) => char.IsLower(type[0]) || package.Files[0].Syntax.Name.Name == "main";

    /// <summary>Each call is on a variable of its own function, which has no other, outside of loops that do not make it.</summary>
    public static bool AreOncePerObject(FuncDecl stop, PatchPlace place)
    {
        var calls = place.Facts.Functions.SelectMany(function => function.Calls).Where(call => call.Callees.Exists(callee => callee.Node == stop)).ToList();
        return calls.Count > 0 && calls.TrueForAll(call => IsOnlyOne(call.Node, stop.Name.Name, call.Function.File));
    }

    private static bool IsOnlyOne(CallExpr call, string stop, SourceFile file)
    {
        var map = SyntaxMap.Of(file);
        if (call.Fun is not SelectorExpr { X: Ident owner } || map.DeclarationOf(call) is not { } function || LocalVariable.Find(function, owner.Name) is not { Declaration: AssignStmt made } variable) return false;
        return variable.Uses.Count(use => map.ParentOf(use) is SelectorExpr other && other.Sel.Name == stop) == 1
            && !map.LoopsAround(call, map.ParentOf(made)).Any() && !Escapes.FromFunction(variable, map, mayBePassed: false);
    }
}
