using Unpark.Tests.Cli;

namespace Unpark.Tests.Accuracy;

/// <summary>Go's own library, of the newest Go here: what docs/accuracy.md says of it.</summary>
public sealed class LintedGoTests
{
    [GoFact]
    public void Nothing_is_wrong_with_net_http_database_sql_and_os_exec() => Check(0, "./net/http/...", "./database/sql/...", "./os/exec/...");

    private static void Check(int code, params string[] packages)
    {
        var folder = Path.Combine(Command.Run(GoToolchain.Newest.Go, ["env", "GOROOT"]).Trim(), "src");
        var run = CliRun.Of(new CliRun.Settings { Folder = folder }, ["lint", .. packages]);
        Assert.True(code == run.Code, run.Output + run.Error);
        Assert.DoesNotContain("0 packages", run.Output, StringComparison.Ordinal);
    }
}
