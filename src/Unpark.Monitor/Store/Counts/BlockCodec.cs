using System.Buffers;

namespace Unpark.Monitor.Store.Counts;

/// <summary>A block of counts as bytes: times and columns, each as the changes from row to row.</summary>
/// <remarks>
/// <code>
/// block    = version rows hasHighest first-time { change of the distance between times } { column }
/// column   = distance-to-the-column-before lowest [ highest-minus-lowest ]
/// values   = { run }, each: 2n + 1 for n rows like the one before, or 2z for one row that differs by z, zigzag
/// </code>
/// Every number is a <see cref="VarInts">varint</see>. A site that does not change costs four bytes in a block of any length, one that
/// moves by less than 32 from row to row a byte a row.
/// </remarks>
internal static class BlockCodec
{
    private const ulong Version = 1;

    // Far beyond what is written here: a damaged length must not allocate.
    private const int MostRows = 1 << 20;

    public static byte[] Encode(CountBlock block)
    {
        var output = new ArrayBufferWriter<byte>(1 << 12);
        var hasHighest = block.Columns.Values.Any(column => column.Highest is not null);
        VarInts.Write(output, Version);
        VarInts.Write(output, (ulong)block.Times.Length);
        VarInts.Write(output, hasHighest ? 1UL : 0);
        EncodeTimes(block.Times, output);
        var last = -1;
        foreach (var (column, values) in block.Columns)
        {
            VarInts.Write(output, (ulong)(column - last));
            last = column;
            EncodeValues(values.Lowest, output);
            if (hasHighest) EncodeValues([.. values.Lowest.Select((lowest, row) => (values.Highest ?? values.Lowest)[row] - lowest)], output);
        }
        return output.WrittenSpan.ToArray();
    }

    /// <param name="onlyTotals">The column of totals comes first: the rest is not read.</param>
    /// <exception cref="InvalidDataException">The bytes are no block.</exception>
    public static CountBlock Decode(ReadOnlySpan<byte> input, bool onlyTotals = false)
    {
        if (VarInts.Read(ref input) != Version) throw new InvalidDataException("a block of counts has a form that a later version wrote");
        var rows = VarInts.Read(ref input);
        if (rows > MostRows) throw new InvalidDataException("a block of counts claims too many rows");
        var hasHighest = VarInts.Read(ref input) == 1;
        var times = DecodeTimes(ref input, (int)rows);
        var columns = new SortedDictionary<int, CountColumn>();
        var column = -1;
        while (!input.IsEmpty && !(onlyTotals && column == CountState.Total))
        {
            column += (int)VarInts.Read(ref input);
            var lowest = DecodeValues(ref input, (int)rows);
            var highest = hasHighest ? DecodeValues(ref input, (int)rows) : null;
            for (var row = 0; row < highest?.Length; row++) highest[row] += lowest[row];
            columns.Add(column, new(lowest, highest));
        }
        return new(times, columns);
    }

    private static void EncodeTimes(long[] times, ArrayBufferWriter<byte> output)
    {
        var (before, distance) = (0L, 0L);
        foreach (var time in times)
        {
            VarInts.Write(output, VarInts.ZigZag(time - before - distance));
            // The first is the time itself: no distance.
            distance = before == 0 ? 0 : time - before;
            before = time;
        }
    }

    private static long[] DecodeTimes(ref ReadOnlySpan<byte> input, int rows)
    {
        var times = new long[rows];
        var (before, distance) = (0L, 0L);
        for (var row = 0; row < rows; row++)
        {
            times[row] = before + distance + VarInts.UnZigZag(VarInts.Read(ref input));
            distance = before == 0 ? 0 : times[row] - before;
            before = times[row];
        }
        return times;
    }

    private static void EncodeValues(long[] values, ArrayBufferWriter<byte> output)
    {
        var (before, same) = (0L, 0UL);
        foreach (var value in values)
        {
            if (value == before)
            {
                same++;
                continue;
            }
            if (same > 0) VarInts.Write(output, (2 * same) + 1);
            VarInts.Write(output, 2 * VarInts.ZigZag(value - before));
            (before, same) = (value, 0);
        }
        if (same > 0) VarInts.Write(output, (2 * same) + 1);
    }

    private static long[] DecodeValues(ref ReadOnlySpan<byte> input, int rows)
    {
        var values = new long[rows];
        var before = 0L;
        for (var row = 0; row < rows;)
        {
            var run = VarInts.Read(ref input);
            if ((run & 1) == 0)
            {
                values[row++] = before += VarInts.UnZigZag(run >> 1);
                continue;
            }
            var same = run >> 1;
            if (same > (ulong)(rows - row)) throw new InvalidDataException("a block of counts has more values than rows");
            values.AsSpan(row, (int)same).Fill(before);
            row += (int)same;
        }
        return values;
    }
}
