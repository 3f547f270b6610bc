using System.Text;

namespace Unpark.Tests.Cli;

/// <summary><c>unpark fix</c> in a folder with a module and a dump of its program.</summary>
[Collection("fix --verify")]
public sealed class FixTests : IDisposable
{
    private const string Source = "package main\n\nfunc leak(fail bool) {\n\ttotal := make(chan int)\n\tgo func() {\n\t\ttotal <- 1\n\t}()\n\tif fail {\n\t\treturn\n\t}\n\t<-total\n}\n";

    private readonly TestFolder _folder = new();

    public FixTests()
    {
        _folder.Write("go.mod", "module example.com/app\n\ngo 1.22\n"u8);
        _folder.Write("work/leak.go", Encoding.UTF8.GetBytes(Source));
        _folder.Write("dump.txt", Encoding.UTF8.GetBytes("""
            goroutine 7 [chan send, 5 minutes]:
            example.com/app/work.leak.func1()
            	/build/work/leak.go:6 +0x1d
            created by example.com/app/work.leak in goroutine 1
            	/build/work/leak.go:5 +0x1a

            """));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_answer_is_a_diff_from_the_root_of_the_module()
    {
        var run = Check(0, "dump.txt");
        Assert.Contains("--- a/work/leak.go\n+++ b/work/leak.go\n@@ -1,7 +1,7 @@\n package main\n \n func leak(fail bool) {\n-\ttotal := make(chan int)\n+\ttotal := make(chan int, 1)\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("# 1 goroutine waits to send at leak.go:6", run.Output, StringComparison.Ordinal);
        Assert.Equal(Source, Leak);
    }

    [Fact]
    public void Written_the_file_is_mended_and_the_next_run_refuses_it()
    {
        Assert.Contains("changed ", Check(0, "dump.txt", "--write").Error, StringComparison.Ordinal);
        Assert.Equal(Source.Replace("(chan int)", "(chan int, 1)", StringComparison.Ordinal), Leak);
        File.WriteAllText(Path.Combine(_folder.Path, "work", "leak.go"), "package work\n\nfunc other() {\n}\n");
        Assert.Contains("does not fit the evidence", Check(1, "dump.txt", "--write").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_source_there_is_no_patch_and_the_reason_is_told()
    {
        File.Delete(Path.Combine(_folder.Path, "work", "leak.go"));
        Assert.Contains("no patch: 1 goroutine waits to send at leak.go:6", Check(1, "dump.txt").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diagnosis_writes_the_same_patch_beside_its_report()
    {
        var report = CliRun.Of(new CliRun.Settings { Folder = _folder.Path }, "diagnose", Path.Combine(_folder.Path, "dump.txt"), "--context", "test", "--patch", "out.diff");
        Assert.Contains("patch    buffer-slot", report.Output, StringComparison.Ordinal);
        Assert.Equal(Check(0, "dump.txt").Output, File.ReadAllText(Path.Combine(_folder.Path, "out.diff")));
    }

    [Fact]
    public void A_command_that_shows_nothing_verifies_nothing()
    {
        var run = Check(3, "dump.txt", "--verify", "--", "/bin/echo", "hello");
        Assert.Equal("", run.Output);
        Assert.Contains("/bin/echo hello: expected goroutines in what it printed, found none", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), $"unpark-fix-{Environment.ProcessId}-*"));
    }

    [Fact]
    public void A_command_is_for_verify() => Assert.Contains("give that, too", Check(2, "dump.txt", "--", "/bin/echo").Error, StringComparison.Ordinal);

    private string Leak => File.ReadAllText(Path.Combine(_folder.Path, "work", "leak.go"));

    private CliRun Check(int code, string file, params string[] more)
    {
        var run = CliRun.Of(new CliRun.Settings { Folder = _folder.Path }, ["fix", Path.Combine(_folder.Path, file), "--context", "test", .. more]);
        Assert.True(code == run.Code, $"{run.Code}\n{run.Output}\n{run.Error}");
        return run;
    }
}
