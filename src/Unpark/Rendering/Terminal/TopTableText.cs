using Unpark.Analysis.Profiles;

namespace Unpark.Rendering.Terminal;

/// <summary>The table of <c>top</c>, in the columns of <c>go tool pprof -top</c>.</summary>
public static class TopTableText
{
    public static void Write(TopTable table, TextWriter output, TextStyle style)
    {
        var canvas = new TextCanvas(output, style);
        foreach (var line in ProfileHeadingText.Lines(table.Heading, table.Total)) canvas.Line(line, Ink.Faint);
        var value = ScaledValue.Of(table.Heading.Type.Unit, Smallest(table), table.Total);
        canvas.Line($"Showing nodes accounting for {value.Text(table.Shown)}, {Percentage.Of(table.Shown, table.Total).Trim()} of {value.Text(table.Total)} total");
        if (table.Rows.Length < table.NodeCount) canvas.Line($"Showing top {table.Rows.Length} nodes out of {table.NodeCount} (-n 0 shows all)");
        canvas.Line($"{"flat",10} {"flat%",6} {"sum%",6} {"cum",10} {"cum%",6}", Ink.Faint);
        WriteRows(table, value, canvas);
    }

    private static void WriteRows(TopTable table, ScaledValue value, TextCanvas canvas)
    {
        var sum = 0L;
        foreach (var (node, flat, cum) in table.Rows)
        {
            sum += flat;
            canvas.Write($"{value.Text(flat),10} {Percentage.Of(flat, table.Total)} {Percentage.Of(sum, table.Total)} {value.Text(cum),10} {Percentage.Of(cum, table.Total)}  ");
            canvas.Line(node.Name, Ink.Place);
        }
    }

    // Rows of less than half a percent do not choose the unit: pprof does not show them.
    private static long Smallest(TopTable table)
    {
        var smallest = 0L;
        foreach (var row in table.Rows)
        {
            var size = Math.Abs(row.Flat != 0 ? row.Flat : row.Cum);
            if (Math.Abs((double)row.Cum) > table.Total * 0.005 && (smallest == 0 || size < smallest)) smallest = size;
        }
        return smallest;
    }
}
