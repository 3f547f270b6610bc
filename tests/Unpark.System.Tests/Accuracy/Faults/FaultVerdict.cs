using System.Diagnostics;
using System.Globalization;
using System.Text;
using Unpark.Tests.Cli;

namespace Unpark.Tests.Accuracy.Faults;

/// <summary>What is said of the worst finding with a cause, held against the fault that was put in.</summary>
/// <param name="All">Every finding of the answer.</param>
internal sealed record FaultVerdict(Fault Fault, IReadOnlyList<Said> All, TimeSpan Took)
{
    public Said? Worst => All.FirstOrDefault(said => said.Cause is not null) ?? (All is [var first, ..] ? first : null);

    public bool IsFound => All.Any(said => said.IsAboveNote);

    public bool IsNamed => Worst?.Cause is not null;

    public bool ClassRight => IsOfClass(Worst);

    public bool LineRight => ClassRight && Fault.Blames(Worst!.Cause!.File, Worst.Cause.Line);

    public bool LineShown => IsShown(Worst);

    /// <summary>Another finding of the same answer tells it, if not the worst.</summary>
    public bool SaidSomewhere => All.Any(IsShown);

    public bool IsSureAndWrong => Worst is { Cause.IsSure: true } && !ClassRight;

    public static FaultVerdict Of(Fault fault)
    {
        var watch = Stopwatch.StartNew();
        var said = fault.WithSource(() => Said.Of(new CliRun.Settings { Folder = fault.Module() }, [fault.Evidence]));
        return new(fault, said, watch.Elapsed);
    }

    public static string Table(IReadOnlyList<FaultVerdict> verdicts) =>
        "| what was done | faults | found | cause named | class right | line right | line shown | said of another place | sure and wrong |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n"
        + string.Concat(verdicts.GroupBy(verdict => verdict.Fault.Operator).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => Row(same.Key, [.. same])))
        + Row("**all**", verdicts);

    /// <summary>What was missed, and the time of each answer: for those who mend.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{(LineRight ? "line" : LineShown ? "shown" : ClassRight ? "class" : SaidSomewhere ? "elsewhere" : IsNamed ? "WRONG" : "NONE"),-9} {(IsSureAndWrong ? "SURE " : "")}{Took.TotalMilliseconds:F0} ms {Fault}: expected {string.Join(" or ", Fault.Causes)}\n"));
        foreach (var said in All)
        {
            text.Append($"    {said}\n");
            if (said.Cause is { } cause) text.Append($"        {(cause.IsSure ? "sure " : "")}{cause.Name} at {cause.File}:{cause.Line}, beside {string.Join(' ', cause.Others.Select(spot => $"{Path.GetFileName(spot.File)}:{spot.Line}"))}\n");
        }
        return text.ToString();
    }

    private bool IsOfClass(Said? said) => said?.Cause is { } cause && Fault.Causes.Contains(cause.Name);

    private bool IsShown(Said? said) => IsOfClass(said) && (Fault.Blames(said!.Cause!.File, said.Cause.Line) || said.Cause.Others.Any(spot => Fault.Blames(spot.File, spot.Line)));

    private static string Row(string name, IReadOnlyList<FaultVerdict> all)
    {
        return $"| {name} | {all.Count} | {Of(one => one.IsFound)} | {Of(one => one.IsNamed)} | {Of(one => one.ClassRight)} | {Of(one => one.LineRight)} | {Of(one => one.LineShown)} | {Of(one => !one.LineShown && one.SaidSomewhere)} | {Of(one => one.IsSureAndWrong)} |\n";

        int Of(Func<FaultVerdict, bool> isSo) => all.Count(isSo);
    }
}
