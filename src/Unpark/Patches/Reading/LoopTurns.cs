using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Source;

namespace Unpark.Patches.Reading;

/// <summary>How often a loop turns, as an expression that has the same value before it.</summary>
internal static class LoopTurns
{
    /// <param name="before">A statement above the loop, where the expression will stand.</param>
    /// <returns>"replicas", "len(shops)", "3"; null where nobody can say.</returns>
    public static string? Of(Stmt loop, PatchPlace place, FuncDecl function, Stmt before) => loop switch
    {
        RangeStmt range => OfRange(range, place, function, before),
        ForStmt counting => OfCount(counting, place, function, before),
        _ => null,
    };

    private static string? OfRange(RangeStmt range, PatchPlace place, FuncDecl function, Stmt before)
    {
        if (range.X.Unparen() is BasicLit { Kind: Token.Int } number) return number.Value;
        if (range.X.Unparen() is not Ident name || !IsSteady(name, place, function, before)) return null;
        return TypeOf(name, place.Package, function) switch
        {
            ArrayType or MapType or Ellipsis => $"len({name.Name})",
            Ident { Name: "int" } => name.Name,
            _ => null,
        };
    }

    // "for i := 0; i < n; i++": n turns or fewer.
    private static string? OfCount(ForStmt loop, PatchPlace place, FuncDecl function, Stmt before)
    {
        if (loop is not { Init: AssignStmt { Tok: Token.Define, Lhs: [Ident counter], Rhs: [BasicLit { Kind: Token.Int } first] }, Cond: BinaryExpr { X: Ident compared } condition, Post: IncDecStmt { Tok: Token.Inc, X: Ident counted } }) return null;
        if (compared.Name != counter.Name || counted.Name != counter.Name) return null;
        var more = (condition.Op, first.Value) switch
        {
            (Token.Lss, "0" or "1") => "",
            (Token.Leq, "1") => "",
            (Token.Leq, "0") => "+1",
            _ => null,
        };
        if (more is null) return null;
        return condition.Y.Unparen() switch
        {
            BasicLit { Kind: Token.Int } number when more.Length == 0 => number.Value,
            Ident name when IsSteady(name, place, function, before) => name.Name + more,
            CallExpr { Fun: Ident { Name: "len" }, Args: [Ident name] } when IsSteady(name, place, function, before) => $"len({name.Name}){more}",
            _ => null,
        };
    }

    // A constant of the package, or a variable that is set above and never again.
    private static bool IsSteady(Ident name, PatchPlace place, FuncDecl function, Stmt before)
    {
        if (LocalVariable.Find(function, name.Name) is { } local)
            return local.Declared.Pos < before.Pos && !local.Uses.Any(use => IsSet(use, place.Map));
        return !function.Descend().Any(node => node is AssignStmt { Tok: Token.Define } assign && assign.Lhs.Any(left => left is Ident other && other.Name == name.Name))
            && place.Package.Declared(name.Name).Any(declared => declared.Decl is GenDecl { Tok: Token.Const });
    }

    private static bool IsSet(Ident use, SyntaxMap map) => map.ParentOf(use) switch
    {
        AssignStmt assign => assign.Lhs.Contains(use),
        IncDecStmt => true,
        UnaryExpr { Op: Token.And } => true,
        RangeStmt range => range.Key == use || range.Value == use,
        _ => false,
    };

    private static Expr? TypeOf(Ident name, PackageSource package, FuncDecl function)
    {
        var variable = LocalVariable.Find(function, name.Name);
        var type = variable?.Type ?? variable?.Value switch
        {
            CompositeLit literal => literal.Type,
            CallExpr { Fun: Ident { Name: "make" }, Args: [var made, ..] } => made,
            BasicLit { Kind: Token.Int } => new Ident(default, "int"),
            _ => null,
        };
        return type?.Unparen() is Ident { Name: not "int" } named ? DeclaredType(named.Name, package) : type?.Unparen();
    }

    private static Expr? DeclaredType(string name, PackageSource package) =>
        package.Declared(name).Select(declared => declared.Node).OfType<TypeSpec>().FirstOrDefault()?.Type;
}
