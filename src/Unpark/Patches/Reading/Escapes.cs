using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;

namespace Unpark.Patches.Reading;

/// <summary>Whether a value may be in use when the function or closure that declares it is over.</summary>
internal static class Escapes
{
    /// <param name="mayBePassed">Functions that it is given to are done with it when they return.</param>
    /// <param name="part">The one member that counts as the value itself; null: all do.</param>
    public static bool FromFunction(LocalVariable variable, SyntaxMap map, bool mayBePassed, string? part = null) =>
        map.FunctionOf(variable.Declared) is not { } home || variable.Uses.Any(use => !IsOtherPart(use, map, part) && Escape(use, map, home, mayBePassed));

    private static bool IsOtherPart(Ident use, SyntaxMap map, string? part) => part is not null && map.ParentOf(use) is SelectorExpr member && member.Sel.Name != part;

    private static bool Escape(Ident use, SyntaxMap map, Node home, bool mayBePassed)
    {
        if (map.Around(use).TakeWhile(around => around != home).OfType<FuncLit>().Any(closure => RunsLater(closure, map))) return true;
        var node = WholeOf(use, map);
        return map.ParentOf(node) switch
        {
            ReturnStmt or CompositeLit or KeyValueExpr or GoStmt => true,
            SendStmt send => send.Value == node,
            UnaryExpr { Op: Token.And } => true,
            AssignStmt assign => assign.Rhs.Contains(node) && !assign.Lhs.All(left => left is Ident { Name: "_" }),
            CallExpr call when call.Args.Contains(node) => !mayBePassed || map.ParentOf(call) is GoStmt || IsHandedOut(call, map, home),
            _ => false,
        };
    }

    // "x.Body" of "x.Body.Close()" is part of a call on it.
    private static Node WholeOf(Node use, SyntaxMap map)
    {
        while (map.ParentOf(use) is SelectorExpr selector && selector.X == use) use = selector;
        return use;
    }

    private static bool RunsLater(FuncLit closure, SyntaxMap map) =>
        !(map.ParentOf(closure) is CallExpr call && call.Fun == closure && map.ParentOf(call) is DeferStmt or ExprStmt);

    // "return bufio.NewReader(x.Body)" hands it out in another dress.
    private static bool IsHandedOut(CallExpr call, SyntaxMap map, Node home) => map.Around(call).TakeWhile(around => around is Expr or ReturnStmt).Any(around => around is ReturnStmt)
        && SyntaxMap.TypeOf(home)?.Results is { } results && results.List.Any(result => result.Type.Descend().Any(type => type is SelectorExpr { X: Ident { Name: "io" or "bufio" or "http" or "sql" or "json" or "gzip" } }));
}
