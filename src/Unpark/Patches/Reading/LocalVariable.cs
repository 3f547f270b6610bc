using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Source;

namespace Unpark.Patches.Reading;

/// <summary>A variable or parameter of a function whose name means nothing else anywhere in it.</summary>
/// <param name="Declared">The name where it is declared.</param>
/// <param name="Declaration">The statement, specification or field that declares it.</param>
/// <param name="Uses">Everywhere else, in the order of the source, closures included.</param>
internal sealed record LocalVariable(Ident Declared, Node Declaration, ImmutableArray<Ident> Uses)
{
    public string Name => Declared.Name;

    /// <summary>What it is set to where it is declared; null for a parameter, or one result of several.</summary>
    public Expr? Value => Declaration switch
    {
        AssignStmt { Rhs.Length: 1, Lhs.Length: 1 } assign => assign.Rhs[0].Unparen(),
        AssignStmt assign when assign.Rhs.Length == assign.Lhs.Length => assign.Rhs[assign.Lhs.IndexOf(Declared)].Unparen(),
        ValueSpec spec when spec.Values.Length == spec.Names.Length => spec.Values[spec.Names.IndexOf(Declared)].Unparen(),
        _ => null,
    };

    /// <summary>The type that its declaration names; null where it names none.</summary>
    public Expr? Type => Declaration switch
    {
        Field parameter => parameter.Type,
        ValueSpec spec => spec.Type,
        _ => null,
    };

    /// <returns>Null when the name is declared nowhere in the function, or twice: then it may mean this or that.</returns>
    public static LocalVariable? Find(FuncDecl function, string name)
    {
        var (declarations, uses, others) = (new List<(Ident, Node)>(), new List<Ident>(), new HashSet<Ident>());
        foreach (var node in function.Descend())
        {
            if (node is Ident ident)
            {
                if (ident.Name == name && !others.Contains(ident)) uses.Add(ident);
                continue;
            }
            foreach (var declared in DeclaredBy(node).Where(candidate => candidate.Name == name)) declarations.Add((declared, node));
            others.UnionWith(OtherNamesIn(node).Where(other => other.Name == name));
        }
        if (declarations is not [var (variable, declaration)] || name == "_") return null;
        return new(variable, declaration, [.. uses.Where(use => use != variable).Distinct().OrderBy(use => use.Pos.Offset)]);
    }

    private static IEnumerable<Ident> DeclaredBy(Node node) => node switch
    {
        AssignStmt { Tok: Token.Define } assign => assign.Lhs.OfType<Ident>(),
        RangeStmt { Tok: Token.Define } range => new[] { range.Key, range.Value }.OfType<Ident>(),
        ValueSpec spec => spec.Names,
        Field field => field.Names,
        _ => [],
    };

    // The names directly below a node that stand for no values: fields, methods, keys of literals, labels.
    private static ImmutableArray<Ident> OtherNamesIn(Node node) => node switch
    {
        SelectorExpr selector => [selector.Sel],
        KeyValueExpr { Key: Ident key } => [key],
        BranchStmt { Label: { } label } => [label],
        LabeledStmt labeled => [labeled.Label],
        Field field => field.Names,
        FuncDecl function => [function.Name],
        _ => [],
    };
}
