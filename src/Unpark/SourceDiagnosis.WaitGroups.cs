using Unpark.Causes;
using Unpark.Findings;
using Unpark.Knowledge.Waits;
using Unpark.Rules.Locks;

namespace Unpark;

public static partial class SourceDiagnosis
{
    private const string WaitGroup = "UP3020";

    /// <summary>
    /// Without source, whoever was started beside a Wait and is stuck counts as one it waits for. Where the source shows who calls Done,
    /// only those are told.
    /// </summary>
    private static Finding WithThoseAwaited(Finding finding, Explainer explainer)
    {
        if (finding.Rule.Id != WaitGroup || explainer.StuckBeforeDone(finding) is not { } awaited) return finding;
        var lines = awaited.GroupBy(witness => PlaceOf(witness.Function.File.Path, witness.Frames[0].Line)).ToList();
        return finding with
        {
            Because = [.. lines.Select(Reason), .. finding.Because.Where(reason => !WaitGroupNeverDone.IsOfOthers(reason))],
            Fix = WaitGroupNeverDone.FixAfter(lines.Select(line => line.Key).FirstOrDefault(), finding.Fix),
        };
    }

    private static string Reason(IGrouping<string, Witness> line)
    {
        var (first, count) = (line.First().Group, line.Sum(witness => witness.Group.Count));
        var kind = WaitReasons.KindOf(first.State, first.Stack);
        return WaitGroupNeverDone.ReasonOf($"{Verdict.Count(count, "goroutine")} {(count == 1 ? kind.Does() : kind.Do())} at {line.Key}");
    }
}
