namespace Unpark.Patches.Editing;

/// <summary>The lines in which two texts differ: the fewest there can be.</summary>
/// <remarks>The greedy algorithm of Myers, "An O(ND) Difference Algorithm and Its Variations": it costs lines times differences, and patches are small.</remarks>
internal static class LineDiff
{
    public static IReadOnlyList<LineChange> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var start = 0;
        while (start < before.Count && start < after.Count && before[start] == after[start]) start++;
        var (endBefore, endAfter) = (before.Count, after.Count);
        while (endBefore > start && endAfter > start && before[endBefore - 1] == after[endAfter - 1]) (endBefore, endAfter) = (endBefore - 1, endAfter - 1);

        var trace = Search(before, after, start, endBefore, endAfter);
        return Joined(WalkBack(trace, start, endBefore - start, endAfter - start));
    }

    // For each number of differences, how far each diagonal (before - after) was reached.
    private static List<int[]> Search(IReadOnlyList<string> before, IReadOnlyList<string> after, int start, int endBefore, int endAfter)
    {
        var (n, m) = (endBefore - start, endAfter - start);
        var trace = new List<int[]>();
        var reached = new int[2 * (n + m) + 3];
        var zero = n + m + 1;
        for (var d = 0; d <= n + m; d++)
        {
            trace.Add(reached[(zero - d - 1)..(zero + d + 2)]);
            for (var k = -d; k <= d; k += 2)
            {
                var x = k == -d || (k != d && reached[zero + k - 1] < reached[zero + k + 1]) ? reached[zero + k + 1] : reached[zero + k - 1] + 1;
                while (x < n && x - k < m && before[start + x] == after[start + x - k]) x++;
                reached[zero + k] = x;
                if (x >= n && x - k >= m) return trace;
            }
        }
        return trace;
    }

    private static List<LineChange> WalkBack(List<int[]> trace, int start, int x, int y)
    {
        var changes = new List<LineChange>();
        for (var d = trace.Count - 1; d > 0; d--)
        {
            var (reached, zero, k) = (trace[d], d + 1, x - y);
            var isAddition = k == -d || (k != d && reached[zero + k - 1] < reached[zero + k + 1]);
            var previous = isAddition ? k + 1 : k - 1;
            (x, y) = (reached[zero + previous], reached[zero + previous] - previous);
            changes.Add(isAddition ? new(start + x, 0, start + y, 1) : new(start + x, 1, start + y, 0));
        }
        changes.Reverse();
        return changes;
    }

    private static List<LineChange> Joined(List<LineChange> changes)
    {
        var joined = new List<LineChange>();
        foreach (var change in changes)
        {
            if (joined is [.., var last] && last.Before + last.Removed == change.Before && last.After + last.Added == change.After)
                joined[^1] = last with { Removed = last.Removed + change.Removed, Added = last.Added + change.Added };
            else
                joined.Add(change);
        }
        return joined;
    }
}
