using System.Collections.Immutable;
using Unpark.Findings;

namespace Unpark.Rendering.Graphs;

/// <summary>The pictures of a report, each once: findings of one deadlock share theirs.</summary>
internal static class Pictures
{
    public static ImmutableArray<WaitPicture> Of(Report report)
    {
        var pictures = new List<WaitPicture>();
        foreach (var finding in report.Findings)
        {
            if (finding.Picture is { } picture && !pictures.Contains(picture)) pictures.Add(picture);
        }
        return [.. pictures];
    }

    /// <summary>What holders of a lock, partners on a channel and workers of a WaitGroup are to the one who waits.</summary>
    public static string RoleOf(WaitNodeKind over, bool isSure) => over switch
    {
        WaitNodeKind.Lock => isSure ? "may be kept by, on the same object," : "may be kept by",
        WaitNodeKind.WaitGroup => "should be ended by",
        WaitNodeKind.Cond => "should be signalled by",
        _ => "should be served by",
    };
}
