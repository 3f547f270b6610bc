namespace Unpark.Tests.Accuracy.Causes;

/// <summary>What was said of one stuck place, held against the marks of its program.</summary>
/// <param name="Marks">Any of them is right: of two locks in opposite order both lines are to blame.</param>
/// <param name="Said">Null: no finding is there.</param>
internal sealed record CauseVerdict(string Place, IReadOnlyList<CauseMark> Marks, Said? Said)
{
    public string Cause => Marks[0].Name;

    public bool IsNamed => Said?.Cause is not null;

    public bool ClassRight => Said?.Cause is { } cause && Marks.Any(mark => mark.Name == cause.Name);

    public bool LineRight => Said?.Cause is { } cause && Marks.Any(mark => mark.Name == cause.Name && mark.Line == cause.Line && cause.File.EndsWith(mark.File, StringComparison.Ordinal));

    /// <summary>The right line, or it is among the others that are shown with it.</summary>
    public bool LineShown => LineRight || (ClassRight && Said!.Cause!.Others.Any(spot => Marks.Any(mark => mark.Name == Said.Cause.Name && mark.Line == spot.Line && spot.File.EndsWith(mark.File, StringComparison.Ordinal))));

    public override string ToString() => $"{Place}: expected {string.Join(" or ", Marks)}, {(Said is null ? "nothing found" : Said.Cause is { } cause ? $"said {cause.Name} at {cause.File}:{cause.Line}" : $"no cause for {Said}")}";

    /// <summary>By cause, what was right; all at the end.</summary>
    public static string Table(IReadOnlyList<CauseVerdict> verdicts) =>
        "| cause | stuck places | cause named | class right | line right |\n|---|--:|--:|--:|--:|\n"
        + string.Concat(verdicts.GroupBy(verdict => verdict.Cause).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => Row(same.Key, [.. same])))
        + Row("**all**", verdicts);

    /// <summary>The same, and where the line is at least among those shown.</summary>
    public static string TableOfShown(IReadOnlyList<CauseVerdict> verdicts, string counted = "programs") =>
        $"| cause | {counted} | cause named | class right | line right | line shown |\n|---|--:|--:|--:|--:|--:|\n"
        + string.Concat(verdicts.GroupBy(verdict => verdict.Cause).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => RowOfShown(same.Key, [.. same])))
        + RowOfShown("**all**", verdicts);

    public static void AssertShare(IReadOnlyList<CauseVerdict> verdicts, double atLeast, Func<CauseVerdict, bool> isRight) =>
        Assert.True(verdicts.Count(isRight) >= atLeast * verdicts.Count, string.Join('\n', verdicts.Where(verdict => !isRight(verdict))));

    private static string RowOfShown(string name, IReadOnlyList<CauseVerdict> all) => $"{Row(name, all)[..^1]} {all.Count(one => one.LineShown)} |\n";

    private static string Row(string name, IReadOnlyList<CauseVerdict> all) =>
        $"| {name} | {all.Count} | {all.Count(one => one.IsNamed)} | {all.Count(one => one.ClassRight)} | {all.Count(one => one.LineRight)} |\n";
}
