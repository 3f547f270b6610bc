using Unpark.Analysis.Profiles;

namespace Unpark.Rendering.Terminal;

/// <summary>Source lines with their values, in the columns of <c>go tool pprof -list</c>.</summary>
public static class ListingText
{
    public static void Write(Listing listing, TextWriter output, TextStyle style)
    {
        var canvas = new TextCanvas(output, style);
        var value = ScaledValue.Of(listing.Heading.Type.Unit);
        canvas.Line($"Total: {value.Text(listing.Total)}");
        foreach (var function in listing.Functions) Write(function, listing.Total, value, canvas);
    }

    private static void Write(ListedFunction function, long total, ScaledValue value, TextCanvas canvas)
    {
        canvas.Write("ROUTINE ======================== ", Ink.Faint).Write(function.Name, Ink.Strong);
        canvas.Write(function.File.Length == 0 ? "" : $" in {function.File}").Line();
        canvas.Line($"{value.Text(function.Flat),10} {value.Text(function.Cum),10} (flat, cum) {Percentage.Of(function.Cum, total).Trim()} of Total");
        foreach (var line in function.Lines) Write(line, value, canvas);
        if (!function.HasSource) canvas.Line($"{"",21} (source not found: run where it lies, or name its folder with --src)", Ink.Faint);
    }

    private static void Write(ListedLine line, ScaledValue value, TextCanvas canvas)
    {
        var counted = line.Flat != 0 || line.Cum != 0;
        var text = (line.Text ?? "").Replace("\t", "    ", StringComparison.Ordinal);
        canvas.Line($"{Text(line.Flat),10} {Text(line.Cum),10} {line.Line,6}:{text}", counted ? Ink.Place : Ink.Plain);

        string Text(long number) => number == 0 ? "." : value.Text(number);
    }
}
