using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Server.Api;

/// <summary>Stacks laid over each other -> rows of boxes.</summary>
internal sealed class Flamegraph
{
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<List<long>> _levels = [];

    public static FlamegraphAnswer Of(StackTree stacks)
    {
        var graph = new Flamegraph();
        graph.Add(0, 0, stacks.Total, "all goroutines", stacks.Roots);
        return new(stacks.Total, [.. graph._names.Keys], [.. graph._levels.Select(level => level.ToImmutableArray())]);
    }

    private void Add(int depth, long left, long count, string name, ImmutableArray<StackNode> children)
    {
        if (_levels.Count == depth) _levels.Add([]);
        _levels[depth].AddRange([left, count, IndexOf(name)]);
        foreach (var child in children)
        {
            Add(depth + 1, left, child.Count, child.Frame?.Function ?? child.State!.Reason.Text, child.Children);
            left += child.Count;
        }
    }

    private int IndexOf(string name)
    {
        if (!_names.TryGetValue(name, out var index)) _names.Add(name, index = _names.Count);
        return index;
    }
}
