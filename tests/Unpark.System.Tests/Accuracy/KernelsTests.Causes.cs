using Unpark.Tests.Accuracy.Causes;

namespace Unpark.Tests.Accuracy;

public sealed partial class KernelsTests
{
    private const double CauseAtLeast = 0.95;

    [GoFact]
    public void The_line_to_blame_is_named()
    {
        CauseVerdict.AssertShare(Causes, CauseAtLeast, verdict => verdict.ClassRight);
        CauseVerdict.AssertShare(Causes, CauseAtLeast, verdict => verdict.LineRight);
    }

    [GoFact]
    public void The_table_of_causes_is_what_is_measured() => AccuracyPage.Check("causes-kernels", CauseVerdict.Table(Causes));

    // Every place where goroutines of a kernel are stuck comes from the same cause.
    private IReadOnlyList<CauseVerdict> Causes =>
    [
        .. from verdict in runs.Dump
           let marks = CauseMark.Of(Path.Combine(Kernel.Sources, verdict.Program))
           from place in verdict.Places
           select new CauseVerdict($"{verdict.Program} {place.Place}", marks, place.Said),
    ];
}
