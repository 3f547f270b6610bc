namespace Unpark.Findings;

/// <summary>Orders of findings. Comparers of a class, not keys: sorting by keys of value types would call the compiler at each start.</summary>
internal static class FindingOrder
{
    /// <summary>By level, confidence and count, each falling, then by rule.</summary>
    public static readonly IComparer<Finding> WorstFirst = Comparer<Finding>.Create((a, b) =>
        a.Level != b.Level ? (int)b.Level - (int)a.Level
        : a.Confidence != b.Confidence ? (int)b.Confidence - (int)a.Confidence
        : a.Count != b.Count ? b.Count.CompareTo(a.Count)
        : string.CompareOrdinal(a.Rule.Id, b.Rule.Id));

    /// <summary>Findings without a line first.</summary>
    public static readonly IComparer<Finding> ByLine = Comparer<Finding>.Create((a, b) => LineOf(a).CompareTo(LineOf(b)));

    private static int LineOf(Finding finding) => finding.Site?.Frame.Line ?? -1;
}
