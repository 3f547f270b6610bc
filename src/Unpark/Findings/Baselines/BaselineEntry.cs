namespace Unpark.Findings.Baselines;

/// <summary>A finding as it was when the baseline was written. Only fingerprint and count decide; the rest is for readers of the file.</summary>
/// <param name="Rule">"UP6001"</param>
/// <param name="Function">Where goroutines wait; empty when unknown.</param>
/// <param name="File">Its base name: the folder depends on the machine.</param>
public sealed record BaselineEntry(string Fingerprint, string Rule, string Function, string File, long Count)
{
    private const long ClearlyMore = 10;

    /// <summary>
    /// The count up to which the finding is the same one: twice as many, or ten more, whichever is larger. Counts of a program under
    /// load are never the same twice; a leak that goes on passes any of them soon.
    /// </summary>
    public long Limit => Math.Max(Count + ClearlyMore, Count > long.MaxValue / 2 ? long.MaxValue : Count * 2);

    internal static BaselineEntry Of(Finding finding)
    {
        var frame = finding.Site?.Frame ?? finding.Stack.Leaf;
        return new(finding.Fingerprint, finding.Rule.Id, frame?.Function ?? "", NameOf(frame?.File ?? ""), finding.Count);
    }

    private static string NameOf(string file) => file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
}
