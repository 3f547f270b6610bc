using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Locks;

namespace Unpark.Linting.Locks;

/// <summary>What statements do to one lock, by themselves or by functions of the package that they call.</summary>
internal static class LockSteps
{
    /// <summary>Somewhere in it the lock is given back, or may be: by a function that unlocks something of this name.</summary>
    public static bool MayGiveBack(LintFunction function, Node statement, string name) => statement.Descend().OfType<CallExpr>().Any(call => call.Fun switch
    {
        SelectorExpr { Sel.Name: "Unlock" or "RUnlock" } given => function.TextOf(given.X) == name,
        SelectorExpr { Sel.Name: "Wait", X: SelectorExpr or Ident } => true,
        SelectorExpr called => Unlocks(function, called.Sel.Name, name),
        Ident called => Unlocks(function, called.Name, name),
        _ => true,
    });

    // By name: a method of another type of the same name makes the rule silent, not wrong.
    private static bool Unlocks(LintFunction function, string called, string name)
    {
        var path = LockCalls.PathOf(name);
        return function.Package.Files.Any(file => file.Syntax.Decls.OfType<FuncDecl>().Any(decl => decl.Name.Name == called && decl.Body is not null && decl.Body.Descend()
            .Any(node => node is CallExpr { Fun: SelectorExpr { Sel.Name: "Unlock" or "RUnlock" } given } && file.TextOf(given.X).EndsWith(path, StringComparison.Ordinal))));
    }

    /// <summary>Control may leave or jump here; what stands behind is reached on some ways only.</summary>
    public static bool Jumps(Node statement) => statement.Descend(node => node is not FuncLit).Any(node => node is BranchStmt or LabeledStmt);
}
