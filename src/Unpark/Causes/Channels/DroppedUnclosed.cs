using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>What closes the channel finds it in a map, and something takes it out of there and does not close it: nobody can after that.</summary>
internal sealed class DroppedUnclosed : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Range } wait]) return null;
        var closes = place.Closes(wait);
        if (closes.Count == 0 || ListOf(place.Facts, closes[0]) is not { } list || !closes.All(close => ListOf(place.Facts, close) == list)) return null;
        var dropped = place.Facts.Functions.Where(function => !StuckPlace.NodesIn(function, closes).Any()).SelectMany(function => function.Calls).FirstOrDefault(call => TakesOut(place.Facts, call, list));
        return dropped is null ? null : new("unclosed-range", $"the close at {StuckPlace.PlaceOf(closes[0])} finds the channel in {list.Field}, and {dropped.Function} takes it out of there at {StuckPlace.PlaceOf(dropped.Function.File, dropped.Line)} without a close: the loop at {StuckPlace.PlaceOf(wait)} waits for more",
            dropped.Function.File.SpotAt(dropped.Node.Pos, "taken out, and not closed"), place.OthersOf(wait, [StuckPlace.Spot(closes[0], "closes those that are left")]), IsSure: false);
    }

    // for _, w := range hub.watchers { close(w.result) }; w := hub.watchers[id]; close(w.result); close(hub.watchers[id].result)
    private static (string Owner, string Field)? ListOf(PackageFacts facts, Operation close) => close.Node is not CallExpr { Args: [var channel] } ? null : RootOf(channel) switch
    {
        IndexExpr index => NameOf(facts, index.X),
        Ident name when facts.Types.VariableOf(name) is { Value: { } value } variable => NameOf(facts, value.Unparen() is IndexExpr index ? index.X : variable.RangePart >= 0 ? value : null),
        _ => null,
    };

    private static bool TakesOut(PackageFacts facts, Call call, (string Owner, string Field) list) =>
        call.Node is { Fun: Ident { Name: "delete" }, Args: [var map, _] } && NameOf(facts, map) == list;

    private static (string Owner, string Field)? NameOf(PackageFacts facts, Expr? expr) =>
        expr?.Unparen() is SelectorExpr field && facts.Types.NameOf(field.X) is { } owner ? (owner, field.Sel.Name) : null;

    private static Expr RootOf(Expr expr) => expr.Unparen() is SelectorExpr selector ? RootOf(selector.X) : expr.Unparen();
}
