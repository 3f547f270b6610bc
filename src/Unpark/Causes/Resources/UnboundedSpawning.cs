using Unpark.Findings;

namespace Unpark.Causes.Resources;

/// <summary>A goroutine for each event, and nothing that bounds them.</summary>
internal sealed class UnboundedSpawning : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Finding.Rule.Name != "unbounded-spawning" || place.Start is not { Loop: { } loop } start) return null;
        return new("unbounded-spawning", $"the loop at {StuckPlace.PlaceOf(start.Function.File, start.Function.File.LineOf(loop))} starts a goroutine each round, and nothing limits how many there are",
            start.Function.File.SpotAt(start.Statement?.Pos ?? start.Node.Pos, "one more each round"),
            [start.Function.File.SpotAt(loop.Pos, "the loop"), place.File.SpotAt(place.Function.Node.Pos, "what it starts")], IsSure: false);
    }
}
