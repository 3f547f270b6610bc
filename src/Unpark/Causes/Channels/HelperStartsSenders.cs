using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>n-cast: a helper starts a sender at each of its calls, and who calls it receives once.</summary>
internal sealed class HelperStartsSenders : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Send, Loop: null, Select: null } wait] || place.Parent is not { } helper) return null;
        if (place.Receives(wait) is not [{ Loop: null, HasDefault: false } receive]) return null;
        var calls = helper.Callers.FindAll(call => call.Way == CallWay.Plain && call.Function == receive.Function && call.Node.Pos < receive.Node.Pos);
        if (calls.Count < 2 && !calls.Exists(call => call.Loop is not null)) return null;
        var where = string.Join(" and ", calls.Take(3).Select(call => StuckPlace.PlaceOf(call.Function.File, call.Line)));
        return new("n-cast", $"each call, at {where}, starts a sender, and {ChannelWords.Every("receive", [receive])} takes one value",
            StuckPlace.Spot(receive, "takes one value"), place.OthersOf(wait, calls.Take(3).Select(call => call.Function.File.SpotAt(call.Node.Pos, "starts a sender"))), IsSure: false);
    }
}
