using System.Collections.Immutable;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>What came, went, grew and shrank from one profile to a later one.</summary>
/// <param name="Stacks">How many distinct stacks did so.</param>
/// <param name="Rows">Nodes whose flat value changed, largest change first.</param>
public sealed record ProfileDiff(
    ProfileHeading Before, ProfileHeading After, Grouping Grouping, long TotalBefore, long TotalAfter, StackChanges Stacks, ImmutableArray<DiffRow> Rows)
{
    /// <param name="sampleType">Index into the sample types of <paramref name="after"/>; in <paramref name="before"/> the one of the same name is taken.</param>
    public static ProfileDiff Of(Profile before, Profile after, ProfileOptions options, int sampleType)
    {
        var same = options with { Grouping = options.GroupingOf(after) };
        var typeBefore = Math.Max(0, new ProfileOptions { SampleType = after.SampleTypes[sampleType].Type }.SampleTypeOf(before));
        // Each side by itself, at the same time.
        var counting = Task.Run(() => new Side(before, same, typeBefore));
        var (newer, older) = (new Side(after, same, sampleType), counting.GetAwaiter().GetResult());
        return new(
            ProfileHeading.Of(before, typeBefore),
            ProfileHeading.Of(after, sampleType),
            same.GroupingOf(after),
            older.Total,
            newer.Total,
            ByStack(older, newer),
            ByRow(older, newer));
    }

    private static StackChanges ByStack(Side before, Side after)
    {
        var values = new StackValues(before.Stacks.Count + after.Stacks.Count);
        values.Add(before.Stacks, after: false);
        values.Add(after.Stacks, after: true);
        return values.Compare();
    }

    private static ImmutableArray<DiffRow> ByRow(Side before, Side after)
    {
        var rows = before.Rows.ToDictionary(row => row.Key, row => new DiffRow(row.Key, row.Value, 0));
        foreach (var (node, value) in after.Rows) rows[node] = new(node, rows.TryGetValue(node, out var row) ? row.Before : 0, value);
        return
        [
            .. rows.Values.Where(row => row.Delta != 0)
                .OrderByDescending(row => Math.Abs(row.Delta))
                .ThenBy(row => row.Node.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>One of the two profiles: its value by stack and by row.</summary>
    private sealed class Side
    {
        public Side(Profile profile, ProfileOptions options, int type)
        {
            var nodes = new NodeMap(profile, byLine: options.GroupingOf(profile) != Grouping.Function);
            var (filter, hashes, flat) = (new SampleFilter(profile, options), new StackHashes(profile), new FlatNodes(profile, nodes, options));
            Stacks = new(profile.SampleCount);
            for (var sample = 0; sample < profile.SampleCount; sample++)
            {
                var value = profile.Values(sample)[type];
                if (value == 0 || !filter.Keeps(sample)) continue;
                Total = unchecked(Total + value);
                flat.Add(sample, value);
                Stacks.Add(new(hashes.Of(sample), value));
            }
            for (var node = 0; node < nodes.Count; node++)
            {
                if (flat[node] != 0) Rows.Add(nodes[node], flat[node]);
            }
        }

        public long Total { get; }

        public Column<StackValue> Stacks { get; }

        public Dictionary<Node, long> Rows { get; } = [];
    }
}

/// <param name="Same">Stacks with equal values in both.</param>
public sealed record StackChanges(int Came, int Went, int Grew, int Shrank, int Same);

public sealed record DiffRow(Node Node, long Before, long After)
{
    public long Delta => After - Before;
}
