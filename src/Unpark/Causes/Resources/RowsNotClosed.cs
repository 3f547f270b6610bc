using System.Collections.Immutable;
using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>Rows or a transaction keep their connection.</summary>
internal sealed class RowsNotClosed : ResourceCause
{
    public override bool MayExplain(Finding finding) =>
        finding.Rule.Name is "rows-not-closed" or "transaction-not-finished" or "no-free-connection" || IsIn(finding, "database/sql.(*DB).conn");

    protected override IEnumerable<Cause> Find(Finding finding, PackageFacts facts) => Kept(facts).OrderByDescending(cause => cause.IsSure);

    public override IEnumerable<Cause> ExplainFew(Finding finding, PackageFacts facts) => Explain(finding, facts).Where(cause => cause.IsSure);

    private static IEnumerable<Cause> Kept(PackageFacts facts)
    {
        foreach (var (function, name, call) in Closings.Made(facts, "sql.Rows", "sql.Tx"))
        {
            var isRows = (facts.Types.NameOf(call) ?? Closings.Looks(function, name, call)) == "sql.Rows";
            if ((isRows ? OfRows(function, name, call) : OfTransaction(function, name, call)) is { } cause) yield return cause;
        }
    }

    private static Cause? OfTransaction(Function function, Ident name, CallExpr call) => Closings.LeftOpen(function, name, call, member => member is "Commit" or "Rollback") is null ? null
        : new("transaction-not-finished", $"{Made(function, name, call)}, keeps its connection: neither Commit nor Rollback on every path", function.File.SpotAt(call.Pos, "not finished on every path"), [], IsSure: true);

    private static Cause? OfRows(Function function, Ident name, CallExpr call)
    {
        if (Closings.LeftOpen(function, name, call, IsClose) is not { } exit) return null;
        var loops = function.Body!.Descend().OfType<ForStmt>().Where(loop => ReadsToTheEnd(loop, name)).ToList();
        if (loops.Count == 0 || Closings.LeftOpen(function, name, call, IsClose, loops.ConvertAll(Node (loop) => loop.Cond!)) is not null)
            return Of(function, call, $"{Made(function, name, call)}, keeps its connection: no Close on every path", [], isSure: true);
        return WayOut(loops, exit) is not { } way ? null
            : Of(function, call, $"{Made(function, name, call)}, keeps its connection when the loop that reads to the end is left at {StuckPlace.PlaceOf(function.File, function.File.LineOf(way))}: no Close there", [function.File.SpotAt(way.Pos, "leaves rows unread")], isSure: false);
    }

    private static Cause Of(Function function, CallExpr call, string sentence, ImmutableArray<SourceSpot> others, bool isSure) =>
        new("rows-not-closed", sentence, function.File.SpotAt(call.Pos, "no Close on every path"), others, isSure);

    private static string Made(Function function, Ident name, CallExpr call) => $"{name.Name}, from {StuckPlace.PlaceOf(function.File, function.File.LineOf(call))}";

    private static bool IsClose(string member) => member == "Close";

    // for rows.Next() { ... }: when it says false, the rows have closed themselves.
    private static bool ReadsToTheEnd(ForStmt loop, Ident name) =>
        loop.Cond?.Unparen() is CallExpr { Fun: SelectorExpr { X: Ident rows, Sel.Name: "Next" } } && rows.Name == name.Name;

    private static Node? WayOut(List<ForStmt> loops, Exit exit) =>
        loops.Exists(loop => loop.Body.Pos < exit.Node.Pos && exit.Node.End <= loop.Body.End) ? exit.Node : loops.SelectMany(loop => LoopExits.Of(loop)).FirstOrDefault(way => way is BranchStmt);
}
