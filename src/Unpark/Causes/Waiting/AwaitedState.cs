using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;

namespace Unpark.Causes.Waiting;

/// <summary>The fields that the loop around a Cond's Wait looks at, and which way they must turn to end it.</summary>
internal sealed class AwaitedState
{
    private readonly Dictionary<string, Turn> _fields = new(StringComparer.Ordinal);

    /// <summary>A number or a flag: up is more, longer, or true.</summary>
    private enum Turn
    {
        Either,
        Up,
        Down,
    }

    /// <summary>The condition must become false; that of an if that leaves the loop true.</summary>
    public static AwaitedState Of(ForStmt loop)
    {
        var state = new AwaitedState();
        if (loop.Cond is { } condition) state.Read(condition, wanted: false);
        foreach (var way in WaysOut(loop)) state.Read(way.Cond, wanted: true);
        return state;
    }

    /// <summary>What the loop looks at before it waits again: its condition, and that of an if that leaves it, with what that asks for first.</summary>
    public static IEnumerable<Node> LooksOf(ForStmt loop) =>
        new Node?[] { loop.Cond }.Concat(WaysOut(loop).SelectMany(way => new Node?[] { way.Init, way.Cond })).OfType<Node>();

    /// <summary>The statement changes one of them, in a way that may end the wait.</summary>
    public bool MayCome(Stmt statement) => statement switch
    {
        IncDecStmt step => Is(step.X, step.Tok == Token.Inc ? Turn.Up : Turn.Down),
        AssignStmt { Tok: Token.AddAssign, Lhs: [var target] } => Is(target, Turn.Up),
        AssignStmt { Tok: Token.SubAssign, Lhs: [var target] } => Is(target, Turn.Down),
        AssignStmt { Lhs: [IndexExpr element] } => Is(element.X, Turn.Up),
        AssignStmt { Lhs: [var target], Rhs: [var value] } => Is(target, TurnTo(value)),
        AssignStmt assign => assign.Lhs.Any(target => Is(target, Turn.Either)),
        ExprStmt { X: CallExpr { Fun: Ident { Name: "delete" or "clear" }, Args: [var map, ..] } } => Is(map, Turn.Down),
        _ => false,
    };

    private static IEnumerable<IfStmt> WaysOut(ForStmt loop) => loop.Body.Descend(node => node is not FuncLit).OfType<IfStmt>().Where(Leaves);

    private static bool Leaves(IfStmt way) => way.Body.List.Any(statement => statement is ReturnStmt or BranchStmt { Tok: Token.Break });

    private bool Is(Expr target, Turn turn) =>
        target.Unparen() is SelectorExpr selector && _fields.TryGetValue(selector.Sel.Name, out var wanted) && (wanted == Turn.Either || turn == Turn.Either || wanted == turn);

    private static Turn TurnTo(Expr value) => value.Unparen() switch
    {
        Ident { Name: "true" } => Turn.Up,
        Ident { Name: "false" or "nil" } or BasicLit { Value: "0" } => Turn.Down,
        CallExpr { Fun: Ident { Name: "append" } } => Turn.Up,
        SliceExpr => Turn.Down,
        _ => Turn.Either,
    };

    private void Read(Expr condition, bool wanted)
    {
        switch (condition.Unparen())
        {
            case UnaryExpr { Op: Token.Not } not: Read(not.X, !wanted); break;
            case BinaryExpr { Op: Token.LAnd or Token.LOr } both:
                Read(both.X, wanted);
                Read(both.Y, wanted);
                break;
            case BinaryExpr comparison: ReadComparison(comparison, wanted); break;
            case SelectorExpr flag: Note(flag, wanted ? Turn.Up : Turn.Down); break;
            case var other: NoteAll(other); break;
        }
    }

    private void ReadComparison(BinaryExpr comparison, bool wanted)
    {
        var grows = comparison.Op switch
        {
            Token.Gtr or Token.Geq => wanted,
            Token.Lss or Token.Leq => !wanted,
            Token.NotEql when IsZero(comparison.Y) => wanted,
            Token.Eql when IsZero(comparison.Y) => !wanted,
            _ => (bool?)null,
        };
        Note(comparison.X, grows is null ? Turn.Either : grows.Value ? Turn.Up : Turn.Down);
        Note(comparison.Y, grows is null ? Turn.Either : grows.Value ? Turn.Down : Turn.Up);
    }

    private static bool IsZero(Expr expr) => expr.Unparen() is BasicLit { Value: "0" };

    private void Note(Expr expr, Turn turn)
    {
        if (expr.Unparen() is CallExpr { Fun: Ident { Name: "len" }, Args: [SelectorExpr counted] }) Note(counted, turn);
        else if (expr.Unparen() is SelectorExpr field) _fields[field.Sel.Name] = _fields.TryGetValue(field.Sel.Name, out var known) && known != turn ? Turn.Either : turn;
        else NoteAll(expr);
    }

    private void NoteAll(Expr expr)
    {
        foreach (var field in expr.Descend().OfType<SelectorExpr>()) _fields[field.Sel.Name] = Turn.Either;
    }
}
