using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Contexts;

/// <summary>A context that a place can name.</summary>
/// <param name="Text">"ctx", "r.Context()"</param>
/// <param name="EndsWith">The function that ends it by <c>defer cancel()</c> when it returns; null where somebody else does.</param>
internal sealed record ContextAtHand(string Text, Node? EndsWith)
{
    /// <returns>The innermost; null where there is none, or one that never ends.</returns>
    public static ContextAtHand? At(Node place, SyntaxMap map)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        foreach (var around in map.Around(place))
        {
            foreach (var (name, context) in DeclaredIn(around, place, map))
            {
                if (hidden.Add(name.Name) && context is not null) return context;
            }
        }
        return null;
    }

    // Every name that a place sees, the nearest first, with the context that it stands for.
    private static IEnumerable<(Ident Name, ContextAtHand? Context)> DeclaredIn(Node around, Node place, SyntaxMap map) => around switch
    {
        BlockStmt block => Above(block.List, place, map),
        CaseClause clause => Above(clause.Body, place, map),
        CommClause clause => Above(clause.Body, place, map).Concat(NamesIn(clause.Comm, map)),
        IfStmt statement => NamesIn(statement.Init, map),
        ForStmt loop => NamesIn(loop.Init, map),
        SwitchStmt statement => NamesIn(statement.Init, map),
        RangeStmt { Tok: Token.Define } loop => new[] { loop.Key, loop.Value }.OfType<Ident>().Select(name => (name, (ContextAtHand?)null)),
        FuncLit or FuncDecl => SyntaxMap.TypeOf(around)!.Params.List.SelectMany(field => field.Names.Select(name => (name, OfParameter(field.Type, name)))),
        _ => [],
    };

    private static IEnumerable<(Ident, ContextAtHand?)> Above(IEnumerable<Stmt> list, Node place, SyntaxMap map) =>
        list.TakeWhile(statement => statement.End <= place.Pos).Reverse().SelectMany(statement => NamesIn(statement, map));

    private static IEnumerable<(Ident, ContextAtHand?)> NamesIn(Stmt? statement, SyntaxMap map) => statement switch
    {
        AssignStmt { Tok: Token.Define } assign => assign.Lhs.OfType<Ident>().Select((name, index) => (name, OfCall(assign, name, index, map))),
        DeclStmt { Decl: var decl } => decl.Specs.OfType<ValueSpec>().SelectMany(spec => spec.Names).Select(name => (name, (ContextAtHand?)null)),
        _ => [],
    };

    private static ContextAtHand? OfParameter(Expr type, Ident name) => type switch
    {
        _ when name.Name == "_" => null,
        SelectorExpr { X: Ident { Name: "context" }, Sel.Name: "Context" } => new(name.Name, null),
        StarExpr { X: SelectorExpr { X: Ident { Name: "http" }, Sel.Name: "Request" } } => new($"{name.Name}.Context()", null),
        _ => null,
    };

    private static ContextAtHand? OfCall(AssignStmt assign, Ident name, int index, SyntaxMap map) => assign.Rhs is not [CallExpr { Fun: SelectorExpr called }] ? null : called switch
    {
        { X: Ident { Name: "context" }, Sel.Name: "WithCancel" or "WithTimeout" or "WithDeadline" or "WithCancelCause" } when index == 0 => new(name.Name, IsDeferred(assign, map) ? map.FunctionOf(assign) : null),
        { X: Ident { Name: "errgroup" }, Sel.Name: "WithContext" } when index == 1 => new(name.Name, null),
        { Sel.Name: "Context", X: Ident } when index == 0 => new(name.Name, null),
        _ => null,
    };

    private static bool IsDeferred(AssignStmt made, SyntaxMap map) =>
        made.Lhs is [_, Ident cancel] && map.After(made).Any(statement => statement is DeferStmt { Call.Fun: Ident called } && called.Name == cancel.Name);
}
