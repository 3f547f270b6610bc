using Unpark.Model;

namespace Unpark.Readers.Tracebacks;

/// <summary>A crash whose end was not read yet.</summary>
internal sealed class CrashBuilder(CrashKind kind, string message)
{
    private const int MaxRunningTests = 10_000;

    public CrashKind Kind { get; set; } = kind;

    public List<string> RunningTests { get; } = [];

    public int? ExitStatus { get; set; }

    public Crash ToCrash() => new(Kind, message, [.. RunningTests.Take(MaxRunningTests)]) { ExitStatus = ExitStatus };
}
