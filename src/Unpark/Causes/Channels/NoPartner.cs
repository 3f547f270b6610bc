using Unpark.Causes.Waiting;
using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>Nothing in the package is the other side of the channel.</summary>
internal sealed class NoPartner : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits.IsEmpty || place.Waits.Any(wait => !IsLonely(place, wait))) return null;
        var wait = place.Waits[0];
        var (what, missing) = wait.Kind == OperationKind.Send ? ("no-receiver", "receives from") : ("no-sender", "sends to or closes");
        return new(what, $"nothing {missing} {(wait.Target is { } channel ? channel.Name : "the channel")}, so {StuckPlace.PlaceOf(wait)} waits for ever", wait.File.SpotAt((wait.Select ?? wait.Node).Pos, "nobody is on the other side"), [.. place.MadeAt(wait).Where(spot => spot.Line != wait.Line)], IsSure: true);
    }

    /// <summary>No source at hand wakes who waits there.</summary>
    public static bool IsLonely(StuckPlace place, Operation wait)
    {
        if (wait.Kind is not (OperationKind.Send or OperationKind.Receive or OperationKind.Range)) return false;
        if (wait.Origins.Count == 0 || wait.Origins.Any(origin => origin.Kind != OriginKind.Channel || place.Facts.IsExported(origin) || place.Facts.HandedOn.Contains(origin))) return false;
        return !place.Related(wait).Any(other => Partners.Wakes(other, wait));
    }
}
