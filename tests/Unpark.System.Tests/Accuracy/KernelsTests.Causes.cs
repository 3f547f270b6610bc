using Unpark.Tests.Accuracy.Causes;

namespace Unpark.Tests.Accuracy;

public sealed partial class KernelsTests
{
    private const double CauseAtLeast = 0.95;

    // Of two locks, or of the calls under one, there is more than one line to mend; the marks name one of them.
    private const double LineAtLeast = 0.9;

    [GoFact]
    public void The_line_to_blame_is_named()
    {
        CauseVerdict.AssertShare(Causes, CauseAtLeast, verdict => verdict.ClassRight);
        CauseVerdict.AssertShare(Causes, CauseAtLeast, verdict => verdict.LineShown);
        CauseVerdict.AssertShare(Causes, LineAtLeast, verdict => verdict.LineRight);
    }

    [GoFact]
    public void The_table_of_causes_is_what_is_measured() => AccuracyPage.Check("causes-kernels", CauseVerdict.TableOfShown(Causes, "stuck places"));

    // Every place where goroutines of a kernel are stuck comes from the same cause.
    private IReadOnlyList<CauseVerdict> Causes =>
    [
        .. from verdict in runs.Dump
           let marks = CauseMark.Of(Path.Combine(Kernel.Sources, verdict.Program))
           from place in verdict.Places
           select new CauseVerdict($"{verdict.Program} {place.Place}", marks, place.Said),
    ];
}
