using System.Buffers;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Locks;
using Unpark.Source;

namespace Unpark.Linting.Locks;

/// <summary>Which locks are Go's own: those of other makers may count, or know their owner.</summary>
internal static class SyncLocks
{
    private static readonly SearchValues<char> Computed = SearchValues.Create("()[]{}");

    /// <param name="name">As written at the call: "s.mu", "mu", "s" of a type that embeds one.</param>
    public static bool Has(LintFunction function, string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        var isField = name.Contains('.', StringComparison.Ordinal);
        if (name.AsSpan().ContainsAny(Computed)) return false;
        if (!isField && LockCalls.NameOfReceiver(function.Declaration) == name) return Embeds(LockCalls.TypeOfReceiver(function.Declaration), function.Package);
        var declared = Declared(last, isField, function).ToList();
        return declared.Count > 0 && declared.TrueForAll(IsSync);
    }

    // Every declaration of the name counts: one of another type makes it doubtful.
    private static IEnumerable<Expr?> Declared(string name, bool isField, LintFunction function)
    {
        var nodes = isField ? function.Package.Files.SelectMany(file => file.Syntax.Decls).OfType<GenDecl>().SelectMany(decl => decl.Descend()) : [.. function.Nodes, .. PackageVariables(function.Package)];
        foreach (var node in nodes)
        {
            switch (node)
            {
                case Field field when field.Names.Any(ident => ident.Name == name):
                    yield return field.Type;
                    break;
                case ValueSpec spec when !isField && spec.Names.Any(ident => ident.Name == name):
                    yield return spec.Type ?? (spec.Values is [var value, ..] ? TypeOf(value) : null);
                    break;
                case GoSyntax.Statements.AssignStmt { Tok: GoSyntax.Tokens.Token.Define } assign when !isField && assign.Lhs.Any(left => left is Ident ident && ident.Name == name):
                    yield return assign.Rhs.Length == 1 ? TypeOf(assign.Rhs[0]) : null;
                    break;
            }
        }
    }

    private static IEnumerable<Node> PackageVariables(PackageSource package) =>
        package.Files.SelectMany(file => file.Syntax.Decls).OfType<GenDecl>().SelectMany(decl => decl.Specs).OfType<ValueSpec>();

    private static Expr? TypeOf(Expr value) => value.Unparen() switch
    {
        CompositeLit literal => literal.Type,
        UnaryExpr { X: CompositeLit literal } => literal.Type,
        _ => null,
    };

    private static bool Embeds(string? type, PackageSource package) => package.Files.SelectMany(file => file.Syntax.Decls).OfType<GenDecl>().SelectMany(decl => decl.Specs).OfType<TypeSpec>()
        .Any(spec => spec.Name.Name == type && spec.Type is StructType structure && structure.Fields.List.Any(field => field.Names.IsEmpty && IsSync(field.Type)));

    private static bool IsSync(Expr? type) => (type is StarExpr star ? star.X : type) is SelectorExpr { X: Ident { Name: "sync" }, Sel.Name: "Mutex" or "RWMutex" };
}
