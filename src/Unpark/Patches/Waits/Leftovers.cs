using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Waits;

/// <summary>What nobody uses any more once some statements are gone: the compiler refuses variables and imports without a use.</summary>
internal static class Leftovers
{
    /// <returns>Declarations that go as well; null where something would be left that cannot go.</returns>
    public static IReadOnlyList<Stmt>? Of(IReadOnlyList<Stmt> removed, PatchPlace place)
    {
        if (place.Map.DeclarationOf(removed[0]) is not { } function) return null;
        var unused = new List<Stmt>();
        foreach (var name in ValuesIn(removed).Select(ident => ident.Name).Distinct())
        {
            if (IsUsedBeside(removed, name, function, place)) continue;
            if (LocalVariable.Find(function, name) is not { } variable || DeclarationOf(variable, place.Map) is not { } declaration) return null;
            unused.Add(declaration);
        }
        return unused;
    }

    // Names below a selector's dot are not the compiler's concern here.
    private static IEnumerable<Ident> ValuesIn(IEnumerable<Stmt> statements)
    {
        var nodes = statements.SelectMany(statement => statement.Descend()).ToList();
        var members = nodes.OfType<SelectorExpr>().Select(selector => selector.Sel).ToHashSet();
        return nodes.OfType<Ident>().Where(ident => !members.Contains(ident));
    }

    private static bool IsUsedBeside(IReadOnlyList<Stmt> removed, string name, FuncDecl function, PatchPlace place)
    {
        var inFunction = function.Descend().OfType<Ident>().Where(ident => ident.Name == name).ToList();
        if (inFunction.TrueForAll(IsGone)) return !IsImported(name, place) || UsesOf(name, place).Any(use => !IsGone(use));
        if (LocalVariable.Find(function, name) is { } variable) return variable.Declaration is Field || IsGone(variable.Declared) || variable.Uses.Any(use => !IsGone(use));
        // Two things of one name, one of them perhaps without a use: not to be told apart here.
        return !IsDeclaredIn(function, name) && (!IsImported(name, place) || UsesOf(name, place).Any(use => !IsGone(use)));

        bool IsGone(Ident ident) => removed.Any(statement => statement.Pos <= ident.Pos && ident.End <= statement.End);
    }

    private static bool IsDeclaredIn(FuncDecl function, string name) => function.Descend().Any(node => node switch
    {
        AssignStmt { Tok: Token.Define } assign => assign.Lhs.Any(left => left is Ident ident && ident.Name == name),
        RangeStmt { Tok: Token.Define } range => range.Key is Ident key && key.Name == name || range.Value is Ident value && value.Name == name,
        ValueSpec spec => spec.Names.Any(ident => ident.Name == name),
        Field field => field.Names.Any(ident => ident.Name == name),
        _ => false,
    });

    private static bool IsImported(string name, PatchPlace place) =>
        place.File.Syntax.Imports.Any(import => import.Name is { } renamed ? renamed.Name == name : import.Path.Value.Trim('"').Split('/').Contains(name));

    private static IEnumerable<Ident> UsesOf(string package, PatchPlace place) =>
        place.File.Syntax.Decls.SelectMany(decl => decl.Descend()).OfType<SelectorExpr>().Select(selector => selector.X).OfType<Ident>().Where(ident => ident.Name == package);

    // "c := make(chan int)", "var c chan int": nothing happens in it.
    private static Stmt? DeclarationOf(LocalVariable variable, SyntaxMap map) => map.StatementOf(variable.Declaration) switch
    {
        DeclStmt { Decl: { Specs: [ValueSpec { Names.Length: 1, Values.IsEmpty: true }] } } declaration => declaration,
        AssignStmt { Lhs.Length: 1, Rhs: [CallExpr { Fun: Ident { Name: "make" }, Args: [ChanType] or [ChanType, BasicLit] }] } made => made,
        _ => null,
    };
}
