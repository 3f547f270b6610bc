namespace Unpark.Monitor.Store.Counts;

/// <summary>Counts of one target over a stretch of time, column by column.</summary>
/// <param name="Times">Of each row, in milliseconds since 1970; they rise but for steps of the clock.</param>
/// <param name="Columns">0 is the total, the others are sites; each has a count for every row.</param>
internal sealed record CountBlock(long[] Times, SortedDictionary<int, CountColumn> Columns)
{
    /// <param name="steps">From the first, which stands by itself.</param>
    public static CountBlock Of(IReadOnlyList<Step> steps)
    {
        var columns = new Dictionary<int, long[]>();
        for (var row = 0; row < steps.Count; row++)
        {
            // What a step does not name is as it was.
            if (row > 0 && !steps[row].IsWhole)
            {
                foreach (var column in columns.Values) column[row] = column[row - 1];
            }
            StepCodec.Apply(steps[row].Changes, columns, row, steps.Count);
        }
        return new([.. steps.Select(step => step.At)], new(columns.ToDictionary(column => column.Key, column => new CountColumn(column.Value, null))));
    }

    /// <summary>Lowest and highest count of every stretch of so many milliseconds that has a row.</summary>
    public CountBlock Thinned(long width)
    {
        var starts = new List<int>();
        for (var row = 0; row < Times.Length; row++)
        {
            if (row == 0 || Times[row] / width != Times[row - 1] / width) starts.Add(row);
        }
        var columns = new SortedDictionary<int, CountColumn>();
        foreach (var (column, values) in Columns) columns.Add(column, Thinned(values, starts));
        return new([.. starts.Select(start => Times[start])], columns);
    }

    private CountColumn Thinned(CountColumn values, List<int> starts)
    {
        var (lowest, highest) = (new long[starts.Count], new long[starts.Count]);
        for (var i = 0; i < starts.Count; i++)
        {
            var rows = starts[i]..(i + 1 < starts.Count ? starts[i + 1] : Times.Length);
            lowest[i] = values.Lowest[rows].Min();
            highest[i] = (values.Highest ?? values.Lowest)[rows].Max();
        }
        return new(lowest, highest);
    }
}

/// <param name="Highest">Null where each row is one sample.</param>
internal sealed record CountColumn(long[] Lowest, long[]? Highest);

/// <param name="At">In milliseconds since 1970.</param>
/// <param name="IsWhole">It does not build on the one before.</param>
internal sealed record Step(long At, bool IsWhole, byte[] Changes);
