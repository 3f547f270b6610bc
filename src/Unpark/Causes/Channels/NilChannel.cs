using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
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
        var spot = LiteralWithout(place.Facts, channel) is { } literal ? literal.File.SpotAt(literal.Node.Pos, $"made without {channel.Name}") : channel.File.SpotAt(channel.Declaration.Pos, "declared, and never made");
        var sentence = made is null
            ? $"{channel.Name} is nil: no make gives it a channel"
            : $"{channel.Name} is nil: the make at {StuckPlace.PlaceOf(made.File, made.Line)} is not on every path to {StuckPlace.PlaceOf(wait)}";
        return new("nil-channel", sentence, spot, place.OthersOf(wait), IsSure: true);
    }

    // The value of the struct that leaves the channel out.
    private static StructLiteral? LiteralWithout(PackageFacts facts, Variable channel) =>
        channel.Kind != VariableKind.Field ? null : facts.Literals.FirstOrDefault(literal =>
            facts.Names.Field(literal.Node.Type, channel.Name) == channel
            && !literal.Node.Elts.Any(element => element is not KeyValueExpr || element is KeyValueExpr { Key: Ident key } && key.Name == channel.Name));
}
