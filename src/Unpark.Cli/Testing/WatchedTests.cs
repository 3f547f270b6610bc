using Unpark.Cli.Syntax;
using Unpark.Collectors.GoTest;

namespace Unpark.Cli.Testing;

/// <summary>Runs of go test on behalf of a command.</summary>
internal static class WatchedTests
{
    /// <exception cref="EvidenceException">The tests could not be started, or not be watched.</exception>
    public static GoTestResult Run(Invocation call, GoTestOptions options)
    {
        try
        {
            return GoTestRun.RunAsync(options, call.Cancellation).GetAwaiter().GetResult();
        }
        catch (GoTestException e)
        {
            throw new EvidenceException(e.Message);
        }
    }
}
