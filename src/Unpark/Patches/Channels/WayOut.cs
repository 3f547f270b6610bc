using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Channels;

/// <summary>How a function is left in the middle without anything left undone.</summary>
/// <param name="Return">"return", "return nil, ctx.Err()"</param>
/// <param name="Function">The one that is left.</param>
/// <param name="Tail">The last statement of it, which must come on every way out: <c>close(out)</c>, <c>wg.Done()</c>; null without.</param>
internal sealed record WayOut(string Return, Node Function, Stmt? Tail)
{
    private static readonly string[] Releases = ["Unlock", "RUnlock", "Done", "Close", "Stop", "Release", "Shutdown", "Signal", "Broadcast", "Wait", "Rollback", "Commit", "Flush", "cancel", "close", "stop"];

    /// <param name="error">The error to return: "ctx.Err()"; null where there is none.</param>
    /// <returns>Null where leaving there would skip what somebody counts on, or the function has to return more than an error.</returns>
    public static WayOut? From(Stmt statement, SourceFile file, string? error)
    {
        var map = SyntaxMap.Of(file);
        if (map.FunctionOf(statement) is not { } function || ReturnOf(function, error) is not { } way) return null;
        List<Stmt> skipped = [.. SkippedBy(statement, function, map)];
        var tail = skipped.Count > 0 && IsTail(skipped[^1], function, map) ? skipped[^1] : null;
        if (tail is not null) skipped.RemoveAt(skipped.Count - 1);
        // A function with a result tells its caller that it gave up; of a goroutine nobody would know what it left out.
        var isQuiet = way == "return";
        return skipped.TrueForAll(left => !MustCome(left, isQuiet)) ? new(way, function, tail) : null;
    }

    /// <summary>Nothing comes behind a statement in its function, not even another turn of a loop.</summary>
    public static bool IsLast(Stmt statement, SyntaxMap map) =>
        map.FunctionOf(statement) is { } function && !map.LoopsAround(statement, function).Any() && SkippedBy(statement, function, map).All(left => left is ReturnStmt { Results.IsEmpty: true });

    /// <summary>Puts the tail where every way out has it.</summary>
    public void Prepare(Draft draft, SourceFile file)
    {
        if (Tail is null || SyntaxMap.BodyOf(Function) is not { } body) return;
        draft.InsertFirst(file, body, $"defer {file.TextOf(Tail)}");
        draft.Remove(file, Tail);
    }

    // What stands behind it in its block, and behind the blocks around it.
    private static IEnumerable<Stmt> SkippedBy(Stmt statement, Node function, SyntaxMap map)
    {
        for (Node? node = statement; node is not null && node != function; node = map.ParentOf(node))
        {
            if (node is not Stmt around || node is CaseClause or CommClause) continue;
            foreach (var after in map.After(around)) yield return after;
        }
    }

    private static bool IsTail(Stmt last, Node function, SyntaxMap map) => map.ParentOf(last) == SyntaxMap.BodyOf(function) && last is ExprStmt
    {
        X: CallExpr { Fun: Ident { Name: "close" }, Args: [Ident] } or CallExpr { Fun: SelectorExpr { Sel.Name: "Done", X: Ident }, Args.IsEmpty: true },
    };

    // What nobody misses when it is left out, with the builtins that only look.
    private static bool IsHarmless(CallExpr call) => call.Fun is SelectorExpr { X: Ident { Name: "time" }, Sel.Name: "Sleep" } or Ident { Name: "len" or "cap" or "append" or "min" or "max" or "copy" };

    private static bool MustCome(Stmt left, bool isQuiet) => left is not ReturnStmt && left.Descend().Any(node => node switch
    {
        SendStmt or UnaryExpr { Op: Token.Arrow } or GoStmt or DeferStmt or SelectStmt => true,
        CallExpr call when IsHarmless(call) => false,
        CallExpr { Fun: SelectorExpr { Sel: var called } } => isQuiet || Releases.Contains(called.Name),
        CallExpr { Fun: Ident called } => isQuiet || Releases.Contains(called.Name),
        CallExpr => true,
        _ => false,
    });

    private static string? ReturnOf(Node function, string? error)
    {
        if (SyntaxMap.HasNoResults(function)) return "return";
        List<Expr> results = [.. SyntaxMap.TypeOf(function)!.Results!.List.SelectMany(field => Enumerable.Repeat(field.Type, Math.Max(1, field.Names.Length)))];
        if (error is null || results[^1] is not Ident { Name: "error" }) return null;
        List<string?> values = [.. results[..^1].Select(ZeroOf)];
        return values.Contains(null) ? null : $"return {string.Join(", ", values.Append(error))}";
    }

    private static string? ZeroOf(Expr type) => type switch
    {
        StarExpr or ArrayType { Len: null } or MapType or ChanType or FuncType or InterfaceType => "nil",
        Ident { Name: "any" or "error" } => "nil",
        Ident { Name: "string" } => "\"\"",
        Ident { Name: "bool" } => "false",
        Ident { Name: "int" or "int8" or "int16" or "int32" or "int64" or "uint" or "uint8" or "uint16" or "uint32" or "uint64" or "byte" or "rune" or "float32" or "float64" or "uintptr" } => "0",
        _ => null,
    };
}
