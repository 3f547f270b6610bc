using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Model;

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
        var changes = new Changes(before, after, same, typeBefore, sampleType);
        return new(
            ProfileHeading.Of(before, typeBefore),
            ProfileHeading.Of(after, sampleType),
            same.GroupingOf(after),
            changes.TotalBefore,
            changes.TotalAfter,
            changes.Stacks(),
            changes.Rows());
    }

    /// <summary>Both profiles, stack by stack and row by row.</summary>
    private sealed class Changes
    {
        private readonly Dictionary<ulong, Pair> _stacks;
        private readonly Dictionary<Node, Pair> _rows = [];

        public Changes(Profile before, Profile after, ProfileOptions options, int typeBefore, int typeAfter)
        {
            _stacks = new(Math.Max(before.SampleCount, after.SampleCount));
            TotalBefore = Add(before, options, typeBefore, after: false);
            TotalAfter = Add(after, options, typeAfter, after: true);
        }

        public long TotalBefore { get; }

        public long TotalAfter { get; }

        public StackChanges Stacks()
        {
            int came = 0, went = 0, grew = 0, shrank = 0, same = 0;
            foreach (var (before, after) in _stacks.Values)
            {
                if (before == after) same++;
                else if (before == 0) came++;
                else if (after == 0) went++;
                else if (after > before) grew++;
                else shrank++;
            }
            return new(came, went, grew, shrank, same);
        }

        public ImmutableArray<DiffRow> Rows() =>
        [
            .. _rows.Where(row => row.Value.Before != row.Value.After)
                .Select(row => new DiffRow(row.Key, row.Value.Before, row.Value.After))
                .OrderByDescending(row => Math.Abs(row.Delta))
                .ThenBy(row => row.Node.Name, StringComparer.Ordinal),
        ];

        private long Add(Profile profile, ProfileOptions options, int type, bool after)
        {
            var nodes = new NodeMap(profile, byLine: options.GroupingOf(profile) != Grouping.Function);
            var (filter, hashes, flat) = (new SampleFilter(profile, options), new StackHashes(profile), new FlatNodes(profile, nodes, options));
            var total = 0L;
            for (var sample = 0; sample < profile.SampleCount; sample++)
            {
                var value = profile.Values(sample)[type];
                if (value == 0 || !filter.Keeps(sample)) continue;
                total += value;
                flat.Add(sample, value);
                ref var stack = ref CollectionsMarshal.GetValueRefOrAddDefault(_stacks, hashes.Of(sample), out _);
                stack = stack.Plus(value, after);
            }
            for (var node = 0; node < nodes.Count; node++)
            {
                if (flat[node] != 0) _rows[nodes[node]] = _rows.GetValueOrDefault(nodes[node]).Plus(flat[node], after);
            }
            return total;
        }
    }

    private readonly record struct Pair(long Before, long After)
    {
        public Pair Plus(long value, bool after) => after ? this with { After = After + value } : this with { Before = Before + value };
    }
}

/// <param name="Same">Stacks with equal values in both.</param>
public sealed record StackChanges(int Came, int Went, int Grew, int Shrank, int Same);

public sealed record DiffRow(Node Node, long Before, long After)
{
    public long Delta => After - Before;
}
