namespace Unpark.Rendering.JUnit;

internal enum JUnitOutcome
{
    Passed,
    Skipped,
    Failed,

    /// <summary>The evidence could not be read: it is not known whether something is wrong.</summary>
    Error,
}
