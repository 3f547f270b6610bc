using System.Collections.Immutable;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>Where the samples of a profile are: the table of <c>go tool pprof -top</c>.</summary>
/// <param name="Total">Of the whole profile, or of the base where two are compared: what percentages refer to.</param>
/// <param name="Shown">Flat sum of the rows kept.</param>
/// <param name="NodeCount">Rows there would be without a limit.</param>
public sealed record TopTable(ProfileHeading Heading, Grouping Grouping, long Total, long Shown, int NodeCount, ImmutableArray<TopRow> Rows)
{
    /// <param name="sampleType">Index into the sample types.</param>
    /// <param name="byCum">Order by cum instead of flat.</param>
    /// <param name="count">Rows to keep, 0 for all.</param>
    public static TopTable Of(Profile profile, ProfileOptions options, int sampleType, bool byCum = false, int count = 0)
    {
        var totals = new NodeTotals(profile, options, sampleType);
        return Of(ProfileHeading.Of(profile, sampleType), options.GroupingOf(profile), totals.Total, RowsOf(totals), byCum, count);
    }

    /// <summary>What changed from <paramref name="before"/>: each value minus the one there. Sample types are taken by name.</summary>
    public static TopTable OfDifference(Profile before, Profile after, ProfileOptions options, int sampleType, bool byCum = false, int count = 0)
    {
        var sameGrouping = options with { Grouping = options.GroupingOf(after) };
        var type = new ProfileOptions { SampleType = after.SampleTypes[sampleType].Type }.SampleTypeOf(before);
        var old = new NodeTotals(before, sameGrouping, Math.Max(type, 0));
        var rows = RowsOf(new NodeTotals(after, sameGrouping, sampleType)).ToDictionary(row => row.Node);
        foreach (var row in RowsOf(old))
        {
            var now = rows.GetValueOrDefault(row.Node, new(row.Node, 0, 0));
            rows[row.Node] = now with { Flat = now.Flat - row.Flat, Cum = now.Cum - row.Cum };
        }
        var changed = rows.Values.Where(row => row.Flat != 0 || row.Cum != 0);
        return Of(ProfileHeading.Of(after, sampleType), sameGrouping.GroupingOf(after), old.Total, changed, byCum, count);
    }

    private static TopTable Of(ProfileHeading heading, Grouping grouping, long total, IEnumerable<TopRow> rows, bool byCum, int count)
    {
        // Sites are where goroutines wait; what only lies below them in the stacks is no site.
        TopRow[] all = grouping == Grouping.Site && !byCum ? [.. rows.Where(row => row.Flat != 0)] : [.. rows];
        Array.Sort(all, byCum ? TopRow.CompareCum : TopRow.CompareFlat);
        var kept = count == 0 ? all : all[..Math.Min(count, all.Length)];
        return new(heading, grouping, total, Sum(kept), all.Length, [.. kept]);
    }

    private static long Sum(TopRow[] rows)
    {
        var sum = 0L;
        foreach (var row in rows) sum += row.Flat;
        return sum;
    }

    private static IEnumerable<TopRow> RowsOf(NodeTotals totals)
    {
        for (var node = 0; node < totals.Nodes.Count; node++)
        {
            if (totals.IsCounted(node)) yield return new(totals.Nodes[node], totals.Flat(node), totals.Cum(node));
        }
    }
}

/// <param name="Flat">Of the node itself.</param>
/// <param name="Cum">Of all stacks with the node in them.</param>
public sealed record TopRow(Node Node, long Flat, long Cum)
{
    internal static int CompareFlat(TopRow x, TopRow y) => Compare(x.Flat, y.Flat, x.Cum, y.Cum, x, y);

    internal static int CompareCum(TopRow x, TopRow y) => Compare(x.Cum, y.Cum, x.Flat, y.Flat, x, y);

    // Largest first, whatever the sign: a difference has both.
    private static int Compare(long x1, long y1, long x2, long y2, TopRow x, TopRow y)
    {
        var first = Size(y1).CompareTo(Size(x1));
        if (first != 0) return first;
        var second = Size(y2).CompareTo(Size(x2));
        return second != 0 ? second : string.CompareOrdinal(x.Node.Name, y.Node.Name);
    }

    private static long Size(long value) => Math.Abs(Math.Max(value, -long.MaxValue));
}
