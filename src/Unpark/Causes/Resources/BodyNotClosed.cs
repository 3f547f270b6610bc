using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>The body of a response is left open: its connection's two goroutines stay.</summary>
internal sealed class BodyNotClosed : ResourceCause
{
    // Who waits for a connection waits for one that an open body keeps.
    public override bool MayExplain(Finding finding) => IsSure(finding) || IsIn(finding, "net/http.(*Transport).getConn");

    protected override IEnumerable<Cause> Find(Finding finding, PackageFacts facts)
    {
        foreach (var (function, name, call) in Closings.Made(facts, "http.Response"))
        {
            if (Closings.LeftOpen(function, name, call, member => member == "Body.Close") is not { } exit) continue;
            var how = exit.Culprit == function.Node ? "is never closed" : ChannelWords.Skipped(function, exit).Replace("is skipped", "is not closed", StringComparison.Ordinal);
            yield return new("body-not-closed", $"{name.Name}.Body, of the request at {StuckPlace.PlaceOf(function.File, function.File.LineOf(call))}, {how}", function.File.SpotAt(call.Pos, "no Body.Close on every path"), [], IsSure(finding));
        }
    }

    private static bool IsSure(Finding finding) => finding.Rule.Name == "unread-body";
}
