using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>The body of a response is left open: its connection's two goroutines stay.</summary>
internal sealed class BodyNotClosed : ResourceCause
{
    public override IEnumerable<Cause> Explain(Finding finding, PackageFacts facts)
    {
        // Who waits for a connection waits for one that an open body keeps.
        var isSure = finding.Rule.Name == "unread-body";
        if (!isSure && !IsIn(finding, "net/http.(*Transport).getConn")) yield break;
        foreach (var (function, name, call) in Closings.Made(facts, "http.Response"))
        {
            if (Closings.LeftOpen(function, name, call, member => member == "Body.Close") is not { } exit) continue;
            var how = exit.Culprit == function.Node ? "is never closed" : ChannelWords.Skipped(function, exit).Replace("is skipped", "is not closed", StringComparison.Ordinal);
            yield return new("body-not-closed", $"{name.Name}.Body, of the request at {StuckPlace.PlaceOf(function.File, function.File.LineOf(call))}, {how}", function.File.SpotAt(call.Pos, "no Body.Close on every path"), [], isSure);
        }
    }
}
