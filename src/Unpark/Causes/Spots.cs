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

    /// <summary>Those on other lines than the one that is told, the first of each.</summary>
    public static IEnumerable<SourceSpot> OtherThan(this IEnumerable<SourceSpot> spots, SourceSpot told) => spots.Where(spot => spot.Line != told.Line || spot.File != told.File).OneEachLine();

    /// <summary>The first of each line.</summary>
    public static IEnumerable<SourceSpot> OneEachLine(this IEnumerable<SourceSpot> spots) =>
        spots.DistinctBy(spot => FormattableString.Invariant($"{spot.Line} {spot.File}"), StringComparer.Ordinal);
}
