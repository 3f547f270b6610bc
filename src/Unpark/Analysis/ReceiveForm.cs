using System.Globalization;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis;

/// <summary>Tells a plain receive from one that asks whether the channel is closed, where a profile shows the runtime's frames.</summary>
/// <remarks>Source: <c>chanrecv1</c> (<c>&lt;-c</c>) and <c>chanrecv2</c> (<c>v, ok := &lt;-c</c>, <c>range c</c>) in runtime/chan.go, Go 1.19 to 1.27. Tracebacks hide both.</remarks>
internal sealed class ReceiveForm
{
    private const string Checked = "runtime.chanrecv2";

    // gopark, chanrecv and chanrecv2 stand above the user's line.
    private const int Depth = 5;

    private readonly HashSet<string> _checked = new(StringComparer.Ordinal);

    public ReceiveForm(MomentFacts? facts)
    {
        foreach (var snapshot in facts?.Moment.Snapshots ?? [])
        {
            if (snapshot.Kind is not (EvidenceKind.Profile or EvidenceKind.GoroutineProfile or EvidenceKind.LeakProfile)) continue;
            foreach (var group in snapshot.Groups)
            {
                if (CheckedIn(group.Stack) is { } line) _checked.Add(NameOf(line));
            }
        }
    }

    /// <summary>A profile shows that the line ranges over a channel or takes a second value.</summary>
    public bool IsRangeOrOk(SiteGroup site) => site.Site is { } place && _checked.Contains(NameOf(place.Frame));

    private static Frame? CheckedIn(CallStack stack)
    {
        for (var i = 0; i < Math.Min(Depth, stack.Frames.Length - 1); i++)
        {
            if (stack.Frames[i].Function == Checked) return stack.Frames[i + 1];
        }
        return null;
    }

    private static string NameOf(Frame line) => string.Create(CultureInfo.InvariantCulture, $"{line.Function}:{line.Line}");
}
