using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>The source of functions with what counts at each of their lines, as <c>go tool pprof -list</c> shows it.</summary>
/// <param name="Total">Of the whole profile.</param>
public sealed record Listing(ProfileHeading Heading, long Total, ImmutableArray<ListedFunction> Functions)
{
    // As pprof: a function is shown from a little before its first line with samples to a little after its last.
    private const int Margin = 5;

    /// <param name="functions">Which functions to list, by name.</param>
    /// <param name="source">The lines of the file that a frame names; null when it cannot be found.</param>
    public static Listing Of(Profile profile, ProfileOptions options, int sampleType, Regex functions, Func<Frame, IReadOnlyList<string>?> source)
    {
        var lines = new NodeTotals(profile, options with { Grouping = Grouping.Line }, sampleType);
        // Lines of a recursive function share samples, so their cum does not add up to the function's.
        var cum = CumByFunction(new NodeTotals(profile, options with { Grouping = Grouping.Function }, sampleType));
        var listed = Enumerable.Range(0, lines.Nodes.Count)
            .Where(node => functions.IsMatch(lines.Nodes[node].Function) && lines.IsCounted(node))
            .GroupBy(node => (lines.Nodes[node].Function, lines.Nodes[node].File))
            .Select(group => Function(group.Key.Function, group.Key.File, group, lines, cum[group.Key.Function], source))
            .OrderByDescending(function => Math.Abs(function.Flat))
            .ThenByDescending(function => Math.Abs(function.Cum))
            .ThenBy(function => function.Name, StringComparer.Ordinal);
        return new(ProfileHeading.Of(profile, sampleType), lines.Total, [.. listed]);
    }

    private static Dictionary<string, long> CumByFunction(NodeTotals totals) =>
        Enumerable.Range(0, totals.Nodes.Count).ToDictionary(node => totals.Nodes[node].Function, totals.Cum);

    private static ListedFunction Function(
        string name, string file, IEnumerable<int> nodes, NodeTotals totals, long cum, Func<Frame, IReadOnlyList<string>?> source)
    {
        var counted = nodes.ToDictionary(node => totals.Nodes[node].Line, node => (Flat: totals.Flat(node), Cum: totals.Cum(node)));
        var text = file.Length == 0 ? null : source(new(name, file, counted.Keys.Max()));
        // A file that ends before the last counted line is another version of it.
        if (text is not null && text.Count < counted.Keys.Max()) text = null;
        var lines = text is null ? counted.Keys.Order() : Around(counted.Keys.Min(), counted.Keys.Max(), text.Count);
        return new(name, file, counted.Values.Sum(value => value.Flat), cum, text is not null,
            [.. lines.Select(line => new ListedLine(line, counted.GetValueOrDefault(line).Flat, counted.GetValueOrDefault(line).Cum, text is null || line < 1 ? null : text[line - 1]))]);
    }

    private static IEnumerable<int> Around(int first, int last, int count)
    {
        var from = Math.Max(1, first - Margin);
        return Enumerable.Range(from, Math.Min(count, last + Margin) - from + 1);
    }
}

/// <param name="HasSource">The lines carry their text.</param>
public sealed record ListedFunction(string Name, string File, long Flat, long Cum, bool HasSource, ImmutableArray<ListedLine> Lines);

/// <param name="Text">Null when the source was not found.</param>
public sealed record ListedLine(int Line, long Flat, long Cum, string? Text);
