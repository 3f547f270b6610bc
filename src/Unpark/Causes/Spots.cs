using Unpark.Findings;
using Unpark.GoSyntax.Positions;
using Unpark.Source;

namespace Unpark.Causes;

/// <summary>Positions of the syntax tree as places of a finding.</summary>
internal static class Spots
{
    public static SourceSpot SpotAt(this SourceFile file, Pos pos, string what)
    {
        var position = file.Syntax.Source.PositionOf(pos);
        return new(file.Path, position.Line, position.Column, what);
    }

    /// <summary>The first of each line.</summary>
    public static IEnumerable<SourceSpot> OneEachLine(this IEnumerable<SourceSpot> spots) =>
        spots.DistinctBy(spot => FormattableString.Invariant($"{spot.Line} {spot.File}"), StringComparer.Ordinal);
}
