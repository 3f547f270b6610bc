using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Channels;

/// <summary>The channel was never made, or not on the path that was taken.</summary>
internal sealed class NilChannel : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (!place.IsNil || place.Waits is not [{ Target: { } channel } wait, ..]) return null;
        var made = place.OriginsOf(wait).FirstOrDefault(origin => origin.Kind == OriginKind.Channel);
        if (SetToNil(place.Facts, channel) is { } reset)
        {
            return new("nil-channel", $"{StuckPlace.NameOf(wait)} is set to nil at {StuckPlace.PlaceOf(reset.Function.File, reset.Function.File.LineOf(reset.Assign))}, and {StuckPlace.PlaceOf(wait)} waits for it since",
                reset.Function.File.SpotAt(reset.Assign.Pos, "sets it to nil"), place.OthersOf(wait), IsSure: made is not null && LiteralWithout(place.Facts, channel) is null);
        }
        var spot = LiteralWithout(place.Facts, channel) is { } literal ? literal.File.SpotAt(literal.Node.Pos, $"made without {channel.Name}") : channel.File.SpotAt(channel.Declaration.Pos, "declared, and never made");
        var sentence = made is null
            ? $"{StuckPlace.NameOf(wait)} is nil: no make gives it a channel"
            : $"{StuckPlace.NameOf(wait)} is nil: the make at {StuckPlace.PlaceOf(made.File, made.Line)} is not on every path to {StuckPlace.PlaceOf(wait)}";
        return new("nil-channel", sentence, spot, place.OthersOf(wait), IsSure: channel.Kind != VariableKind.Result);
    }

    // The one assignment of nil to it, or to what a method returns as it; a local variable is set to nil on purpose, to switch off a case.
    private static (Function Function, AssignStmt Assign)? SetToNil(PackageFacts facts, Variable channel)
    {
        if (channel.Kind is not (VariableKind.Field or VariableKind.Result)) return null;
        var fields = channel.Kind == VariableKind.Field ? [channel] : Returned(facts, channel).ToHashSet();
        var resets = (from function in facts.Functions
                      from assign in function.Body?.Descend(node => node is not FuncLit).OfType<AssignStmt>() ?? []
                      where assign is { Lhs: [SelectorExpr left], Rhs: [Ident { Name: "nil" }] } && FieldOf(facts, left) is { } field && fields.Contains(field)
                      select (function, assign)).Take(2).ToList();
        return resets is [var only] ? only : null;
    }

    private static IEnumerable<Variable> Returned(PackageFacts facts, Variable result) =>
        from @return in result.Owner?.Body?.Descend(node => node is not FuncLit).OfType<ReturnStmt>() ?? []
        let index = result.Owner!.Results.IndexOf(result)
        where index >= 0 && index < @return.Results.Length
        let field = @return.Results[index].Unparen() is SelectorExpr selector ? FieldOf(facts, selector) : null
        where field is not null
        select field;

    private static Variable? FieldOf(PackageFacts facts, SelectorExpr selector) => facts.Names.Field(facts.Types.Of(selector.X), selector.Sel.Name);

    // The value of the struct that leaves the channel out.
    private static StructLiteral? LiteralWithout(PackageFacts facts, Variable channel) =>
        channel.Kind != VariableKind.Field ? null : facts.Literals.FirstOrDefault(literal =>
            facts.Names.Field(literal.Node.Type, channel.Name) == channel
            && !literal.Node.Elts.Any(element => element is not KeyValueExpr || element is KeyValueExpr { Key: Ident key } && key.Name == channel.Name));
}
