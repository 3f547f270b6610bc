namespace Unpark.Findings;

/// <summary>How loud a finding is, in SARIF's words.</summary>
public enum Level
{
    Note,
    Warning,
    Error,
}
