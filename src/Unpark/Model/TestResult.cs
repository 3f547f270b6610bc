namespace Unpark.Model;

/// <summary>How one test, subtest, example or fuzz target ended.</summary>
/// <param name="Name">As go test spells it: "TestFetch/slow".</param>
/// <param name="Output">What it logged; empty with -v, which prints it at once.</param>
public sealed record TestResult(string Name, TestOutcome Outcome, TimeSpan Took, string Output);

public enum TestOutcome
{
    Passed,
    Skipped,
    Failed,

    /// <summary>It had begun when its binary ended.</summary>
    NotEnded,
}
