using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>Tells a plain receive from one that asks whether the channel is closed, where a profile shows the runtime's frames.</summary>
/// <remarks>Source: <c>chanrecv1</c> (<c>&lt;-c</c>) and <c>chanrecv2</c> (<c>v, ok := &lt;-c</c>, <c>range c</c>) in runtime/chan.go, Go 1.19 to 1.27. Tracebacks hide both.</remarks>
internal static class ReceiveForm
{
    private const string Checked = "runtime.chanrecv2";

    // gopark, chanrecv and chanrecv2 stand above the user's line.
    private const int Depth = 5;

    /// <summary>A profile of the last moment shows that the line ranges over a channel or takes a second value.</summary>
    public static bool IsRangeOrOk(Evidence evidence, SiteGroup site)
    {
        if (evidence.Last is not { } last || site.Site is not { } place) return false;
        foreach (var snapshot in last.Moment.Snapshots)
        {
            if (snapshot.Kind is not (EvidenceKind.Profile or EvidenceKind.GoroutineProfile or EvidenceKind.LeakProfile)) continue;
            foreach (var group in snapshot.Groups)
            {
                if (IsAt(group.Stack, place.Frame)) return true;
            }
        }
        return false;
    }

    private static bool IsAt(CallStack stack, Frame line)
    {
        for (var i = 0; i < Math.Min(Depth, stack.Frames.Length - 1); i++)
        {
            if (stack.Frames[i].Function != Checked) continue;
            var caller = stack.Frames[i + 1];
            return caller.Line == line.Line && caller.Function == line.Function;
        }
        return false;
    }
}
