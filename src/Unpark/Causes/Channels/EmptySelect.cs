using Unpark.Findings;
using Unpark.GoSyntax.Statements;
using Unpark.Source;

namespace Unpark.Causes.Channels;

/// <summary><c>select {}</c>: nothing can end it.</summary>
internal sealed class EmptySelect : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        var select = PackageSource.NodesOn(place.File, place.Line).OfType<SelectStmt>().FirstOrDefault(select => select.Body.List.IsEmpty);
        return select is null ? null : new("empty-select", "a select without cases waits for ever; nothing can end it", place.File.SpotAt(select.Pos, "select without cases"), [], IsSure: true);
    }
}
