using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Resources;

/// <summary>Something a function opens, keeps for itself and never closes.</summary>
/// <param name="Opened">The statement: <c>rows, err := db.Query(...)</c></param>
internal sealed record OpenedResource(SourceFile File, FuncDecl Function, AssignStmt Opened, LocalVariable Variable)
{
    /// <summary>Those of a kind in the functions of a package, outside of tests.</summary>
    public static IEnumerable<OpenedResource> NeverClosed(ResourceKind kind, PackageSource package) =>
        from file in package.Files
        where !file.Name.EndsWith("_test.go", StringComparison.Ordinal)
        from function in file.Syntax.Decls.OfType<FuncDecl>()
        where function.Body is not null
        from opened in function.Descend().OfType<AssignStmt>()
        let resource = Find(kind, file, function, opened)
        where resource is not null
        select resource;

    private static OpenedResource? Find(ResourceKind kind, SourceFile file, FuncDecl function, AssignStmt opened)
    {
        if (opened is not { Tok: Token.Define, Rhs: [CallExpr { Fun: SelectorExpr called }], Lhs: [Ident name, ..] } || !kind.Opens(called, opened.Lhs.Length)) return null;
        if (LocalVariable.Find(function, name.Name) is not { } variable || variable.Declaration != opened) return null;
        var map = SyntaxMap.Of(file);
        return kind.IsClosed(variable, map) || !kind.IsOne(variable, map) || Escapes.FromFunction(variable, map, mayBePassed: true, kind.Part) ? null : new(file, function, opened, variable);
    }

    /// <summary>The statement behind which it is open for sure: the one that asks for the error, or the opening itself; null when nobody asks.</summary>
    public Stmt? OpenFrom(SyntaxMap map)
    {
        if (Opened.Lhs is not [_, Ident { Name: not "_" } error]) return Opened.Lhs.Length == 1 ? Opened : null;
        return map.After(Opened) is [IfStmt { Init: null, Else: null } check, ..] && Leaves(check.Body) && check.Cond.Descend().OfType<Ident>().Any(ident => ident.Name == error.Name) ? check : null;
    }

    private static bool Leaves(BlockStmt block) => block.List.LastOrDefault() switch
    {
        ReturnStmt or BranchStmt => true,
        ExprStmt { X: CallExpr { Fun: Ident { Name: "panic" } } } => true,
        ExprStmt { X: CallExpr { Fun: SelectorExpr { Sel.Name: "Fatal" or "Fatalf" or "Fatalln" or "Exit" } } } => true,
        _ => false,
    };
}
