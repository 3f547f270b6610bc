using System.Globalization;
using Unpark.Analysis.Profiles;

namespace Unpark.Rendering.Terminal;

/// <summary>What changed between two profiles: the sum, the stacks, then the places by the size of their change.</summary>
public static class ProfileDiffText
{
    /// <param name="count">Rows to write, 0 for all.</param>
    public static void Write(ProfileDiff diff, TextWriter output, TextStyle style, int count = 0)
    {
        var canvas = new TextCanvas(output, style);
        foreach (var line in ProfileHeadingText.Lines(diff.After, diff.TotalAfter)) canvas.Line(line, Ink.Faint);
        var value = ScaledValue.Of(diff.After.Type.Unit, Smallest(diff), Math.Max(diff.TotalBefore, diff.TotalAfter));
        canvas.Line($"{value.Text(diff.TotalBefore)} before, {value.Text(diff.TotalAfter)} after, {Signed(value, diff.TotalAfter - diff.TotalBefore)}", Ink.Strong);
        canvas.Line(Stacks(diff.Stacks));
        var rows = count == 0 ? diff.Rows.Length : Math.Min(count, diff.Rows.Length);
        if (rows == 0) return;
        if (rows < diff.Rows.Length) canvas.Line($"Showing top {rows} changes out of {diff.Rows.Length} (-n 0 shows all)");
        canvas.Line($"{"change",10} {"before",10} {"after",10}", Ink.Faint);
        foreach (var row in diff.Rows[..rows])
        {
            canvas.Write($"{Signed(value, row.Delta),10} ", row.Delta > 0 ? Ink.Warning : Ink.Good);
            canvas.Write($"{value.Text(row.Before),10} {value.Text(row.After),10}  {Word(row),-6}  ");
            canvas.Line(row.Node.Name, Ink.Place);
        }
    }

    private static string Stacks(StackChanges stacks) => string.Create(
        CultureInfo.InvariantCulture,
        $"Stacks: {stacks.Came} came, {stacks.Went} went, {stacks.Grew} grew, {stacks.Shrank} shrank, {stacks.Same} unchanged");

    private static string Word(DiffRow row) => row switch
    {
        { Before: 0 } => "came",
        { After: 0 } => "went",
        { Delta: > 0 } => "grew",
        _ => "shrank",
    };

    private static string Signed(ScaledValue value, long number) => number > 0 ? "+" + value.Text(number) : value.Text(number);

    private static long Smallest(ProfileDiff diff) => diff.Rows.Select(row => Math.Abs(row.Delta)).Where(size => size > 0).DefaultIfEmpty().Min();
}
