using System.Diagnostics;
using Unpark.Cli;
using Unpark.Cli.Demo;
using Unpark.Tests.Server;

namespace Unpark.Tests.Cli;

public sealed class DemoTests
{
    [Fact]
    public void Recorded_it_shows_the_leak_and_the_mended_twin() => Check("demo", "--recorded");

    [GoFact]
    public void Live_it_shows_the_leak_and_the_mended_twin() => Check("demo");

    [Fact]
    public void Without_a_checkout_the_program_brings_the_recorded_evidence_itself()
    {
        using var scratch = new ScratchFolder("unpark-test-");
        Assert.Equal(ExitCode.Findings, CliRun.Of(RecordedOrders.FolderOf("leaking", checkout: null, scratch)).Code);
        Assert.Equal(ExitCode.Nothing, CliRun.Of(RecordedOrders.FolderOf("fixed", checkout: null, scratch)).Code);
    }

    [GoFact]
    public async Task Interrupted_it_leaves_nothing_running()
    {
        using var interruption = new CancellationTokenSource();
        var run = Task.Run(() => CliRun.Of(new CliRun.Settings { Cancellation = interruption.Token }, "demo"));
        var began = DateTime.UtcNow;
        while (!IsServing())
        {
            Assert.True(DateTime.UtcNow - began < TimeSpan.FromMinutes(2), "the order service was not started");
            await Task.Delay(50);
        }

        await interruption.CancelAsync();

        Assert.Equal(ExitCode.Interrupted, (await run).Code);
        Assert.False(IsServing());
    }

    [GoFact]
    public async Task Served_it_tells_of_the_leak_of_its_mended_twin_nothing_and_of_the_fix_when_it_is_asked_for() => await CheckServedAsync("demo", "--serve", "--listen", "127.0.0.1:0");

    [Fact]
    public async Task Served_without_Go_it_sends_what_was_recorded() => await CheckServedAsync("demo", "--serve", "--recorded", "--listen", "127.0.0.1:0");

    // The samples test runs orders too, from another folder.
    private static bool IsServing() =>
        Process.GetProcessesByName("orders").Any(process => process.MainModule?.FileName.Contains("unpark-demo-", StringComparison.Ordinal) == true);

    private static async Task CheckServedAsync(params string[] args)
    {
        using var process = ServeProcess.Start(TestFolder.OfRun, args);
        await process.UntilSaysAsync("event=FindingAppeared text=\"orders: ");
        var services = (await process.GetAsync("/services")).GetProperty("services").EnumerateArray().ToDictionary(service => service.GetProperty("name").GetString()!, service => service.GetProperty("findings").GetInt32());
        Assert.True(services["orders"] > 0);
        Assert.Equal(0, services["orders-mended"]);
        process.PressEnter();
        await process.UntilSaysAsync("event=DeploymentJudged text=\"orders: the new version fixed it: ");
        Assert.Equal(0, await process.EndAsync("TERM"));
        Assert.DoesNotContain("orders-mended: ", process.Said, StringComparison.Ordinal);
    }

    // The demo compares the exit code of each diagnosis with what it should be, and ends with 0 only when both are right.
    private static void Check(params string[] args)
    {
        var run = CliRun.Of(args);
        Assert.True(run.Code == ExitCode.Nothing, run.Output + run.Error);
        Assert.Matches(@"(?s)goroutines wait to send at cache\.go:\d+.*\$ unpark .*Nothing stuck: ", run.Output);
    }
}
