using System.Collections.Immutable;
using System.Text;
using Unpark.Analysis.Series;

namespace Unpark.Collectors;

/// <summary>What a leak check found. Its text names every leak and says how it was looked for.</summary>
public sealed record LeakCheck
{
    private const int IdsShown = 10;

    public bool HasLeaks => !Leaks.IsEmpty;

    /// <summary>Largest first.</summary>
    public required ImmutableArray<NewGoroutines> Leaks { get; init; }

    /// <summary>New as well, and no reason to worry: idle connections, background goroutines of libraries.</summary>
    public ImmutableArray<NewGoroutines> Expected { get; init; } = [];

    /// <summary>False: goroutines still came and went, or did something, when the patience was over.</summary>
    public required bool Settled { get; init; }

    /// <summary>Null: goroutines were compared one by one, by id. Else why only their number at each line was.</summary>
    public string? ByCountsBecause { get; init; }

    public required int Looks { get; init; }

    public required TimeSpan Took { get; init; }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(HasLeaks
            ? $"{Words.Of(Leaks.Sum(leak => leak.Count), "goroutine")} left that the baseline does not have:\n"
            : "no goroutine is left that the baseline does not have.\n");
        foreach (var leak in Leaks) Append(text, leak);
        text.Append($"Looked {Words.Of(Looks, "time")} in {Words.Of(Took)}");
        text.Append(Settled ? ".\n" : "; the program had not settled by then.\n");
        if (ByCountsBecause is not null) text.Append($"Compared by counts at each line: {ByCountsBecause}.\n");
        if (!Expected.IsEmpty) text.Append($"Not counted: {string.Join(", ", Expected.GroupBy(one => one.Expected).Select(same => $"{same.Sum(one => one.Count)} x {same.Key}"))}.\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, NewGoroutines leak)
    {
        text.Append($"  {leak}\n");
        if (leak.Ids.IsEmpty) return;
        text.Append($"    goroutine {string.Join(", ", leak.Ids.Take(IdsShown))}");
        text.Append(leak.Ids.Length > IdsShown ? $" and {Words.Of(leak.Ids.Length - IdsShown)} more\n" : "\n");
    }
}
