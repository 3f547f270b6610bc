using Unpark.Findings;

namespace Unpark;

public static partial class SourceDiagnosis
{
    private const string HungTest = "UP7002";

    /// <summary>
    /// A lock that nobody gives back any more hangs the test, also where the test itself waits for somebody who waits for somebody behind
    /// that lock. What the source alone makes of the test's own wait is a guess beside it.
    /// </summary>
    private static IEnumerable<Finding> OfLostLocks(IEnumerable<Finding> findings)
    {
        var all = findings.ToList();
        var lost = all.Find(finding => finding.Cause is { IsSure: true, Name: "missing-unlock" or "double-lock" });
        return lost is null ? all : all.Select(finding => IsGuessedHang(finding) ? BehindLock(finding, lost) : finding);
    }

    private static bool IsGuessedHang(Finding finding) => finding.Rule.Id == HungTest && finding.Cause is not { IsSure: true };

    private static Finding BehindLock(Finding hang, Finding lost) => hang with
    {
        Cause = lost.Cause! with { IsSure = false },
        Excerpts = lost.Excerpts,
        Patch = lost.Patch,
        NoPatch = lost.NoPatch,
    };
}
