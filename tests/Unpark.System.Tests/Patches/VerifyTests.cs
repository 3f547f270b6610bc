using Unpark.Tests.Cli;
using Unpark.Tests.Samples;

namespace Unpark.Tests.Patches;

/// <summary><c>unpark fix --verify</c>, with what the demo recorded and with a test that leaks.</summary>
[Collection("fix --verify")]
public sealed class VerifyTests
{
    private const string Recorded = "orders/recorded/go1.27.4/leaking/traceback.txt.gz";

    [GoFact]
    public void The_order_service_of_the_demo_is_turned_into_one_that_does_not_leak()
    {
        var run = Check(0, ["fix", Recorded, "--for", "2s", "--verify", "--go", Go, "--", Go, "run", "./orders"]);
        Assert.Contains("# Fixed: 1 place, 1 fixed", run.Output, StringComparison.Ordinal);
        Assert.Contains("+			case queue <- priced(line):", run.Output, StringComparison.Ordinal);
        Assert.Contains("+		defer close(stopped)", run.Output, StringComparison.Ordinal);
    }

    [GoFact]
    public void A_test_that_leaks_is_run_without_and_with_the_patch()
    {
        using var dump = new TestFolder();
        var file = dump.Write("left.txt", """
            goroutine 8 [chan send]:
            samples/test-leak.OfLeaking.func1(0x0)
            	/app/test-leak/price.go:16 +0x2f
            created by samples/test-leak.OfLeaking in goroutine 7
            	/app/test-leak/price.go:15 +0x9c

            """u8);
        var run = Check(0, ["fix", file, "--context", "test", "--verify", "--go", Go, "--", Go, "test", "./test-leak"]);
        Assert.Contains("# FIXED      1 -> 0", run.Output, StringComparison.Ordinal);
    }

    [GoFact]
    public void Interrupted_the_copy_is_gone()
    {
        using var stop = new CancellationTokenSource();
        using var marks = new TestFolder();
        var mark = Path.Combine(marks.Path, "started");
        var stopping = Task.Run(async () =>
        {
            while (!File.Exists(mark)) await Task.Delay(20);
            await stop.CancelAsync();
        });
        var settings = new CliRun.Settings { Folder = Toolchains.Checkout.Samples, Cancellation = stop.Token };
        var run = CliRun.Of(settings, "fix", Path.Combine(Toolchains.Checkout.Samples, Recorded), "--verify", "--go", Go, "--", "/bin/sh", "-c", $"touch {mark}; sleep 60");
        Assert.Equal(130, run.Code);
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), $"unpark-fix-{Environment.ProcessId}-*"));
        Assert.True(stopping.IsCompletedSuccessfully);
    }

    private static string Go => Toolchains.Used[0].Program;

    private static CliRun Check(int code, string[] words)
    {
        var run = CliRun.Of(new CliRun.Settings { Folder = Toolchains.Checkout.Samples }, [.. words.Select(word => word == Recorded ? Path.Combine(Toolchains.Checkout.Samples, word) : word)]);
        Assert.True(code == run.Code, $"{run.Code}\n{run.Output}\n{run.Error}");
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), $"unpark-fix-{Environment.ProcessId}-*"));
        return run;
    }
}
