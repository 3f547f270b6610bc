namespace Unpark.Findings;

/// <summary>The "class" of the JSON contract, in lower case there.</summary>
public enum FindingClass
{
    Channel,
    Context,
    Timer,
    Lock,
    WaitGroup,
    Network,
    Library,
    Lifecycle,
    Deadlock,
    Race,
    Scheduling,
    Growth,
}
