namespace Unpark.Tests.Daemons;

/// <summary>A test that needs real daemons; skipped where none is installed.</summary>
internal sealed class DaemonTheoryAttribute : TheoryAttribute
{
    public DaemonTheoryAttribute()
    {
        if (DaemonRuns.Installed.Count == 0) Skip = "no daemon on this machine; ./test fetches some";
    }
}
