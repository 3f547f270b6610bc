using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>Rows or a transaction keep their connection.</summary>
internal sealed class RowsNotClosed : ResourceCause
{
    public override IEnumerable<Cause> Explain(Finding finding, PackageFacts facts)
    {
        if (finding.Rule.Name is not ("rows-not-closed" or "transaction-not-finished" or "no-free-connection") && !IsIn(finding, "database/sql.(*DB).conn")) yield break;
        foreach (var (function, name, call) in Closings.Made(facts, "sql.Rows", "sql.Tx"))
        {
            var isRows = (facts.Types.NameOf(call) ?? Closings.Looks(function, name, call)) == "sql.Rows";
            if (Closings.LeftOpen(function, name, call, member => isRows ? member == "Close" : member is "Commit" or "Rollback") is null) continue;
            yield return new(isRows ? "rows-not-closed" : "transaction-not-finished", $"{name.Name}, from {StuckPlace.PlaceOf(function.File, function.File.LineOf(call))}, keeps {(isRows ? "its connection: no Close on every path" : "its connection: neither Commit nor Rollback on every path")}",
                function.File.SpotAt(call.Pos, isRows ? "no Close on every path" : "not finished on every path"), [], IsSure: true);
        }
    }
}
