using System.Text;

namespace Unpark.Tests.Cli;

/// <summary><c>unpark lint</c> in a module of its own.</summary>
public sealed class LintTests : IDisposable
{
    private const string Fault = "package queue\n\nimport \"sync\"\n\nfunc f() {\n\tvar mu sync.Mutex\n\tmu.Lock()\n\tmu.Lock()\n}\n";

    private readonly TestFolder _folder = new();

    public LintTests()
    {
        _folder.Write("go.mod", "module example.com/app\n\ngo 1.22\n"u8);
        _folder.Write("queue/queue.go", Encoding.UTF8.GetBytes(Fault));
        _folder.Write("queue/queue_windows.go", Encoding.UTF8.GetBytes(Fault));
        _folder.Write("queue/queue_test.go", Encoding.UTF8.GetBytes(Fault));
        _folder.Write("queue/other.go", Encoding.UTF8.GetBytes("//go:build never\n\n" + Fault));
        _folder.Write("vendor/example.com/x/x.go", Encoding.UTF8.GetBytes(Fault));
        _folder.Write("testdata/x.go", Encoding.UTF8.GetBytes(Fault));
        _folder.Write("tools/go.mod", "module example.com/tools\n"u8);
        _folder.Write("tools/x.go", Encoding.UTF8.GetBytes(Fault));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_packages_of_the_module_are_looked_through_as_this_system_builds_them()
    {
        var run = Check(1);
        Assert.StartsWith("mu is locked twice: this waits for ever (queue.go:8) (proven).\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("note       1 package, 10 lines looked through.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_system_is_looked_at_when_it_is_asked_for() => Assert.Contains("queue_windows.go:8", Check(1, "windows").Output, StringComparison.Ordinal);

    [Fact]
    public void Tests_are_looked_at_when_they_are_asked_for() => Assert.Contains("queue_test.go:8", Check(1, null, "--tests").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("./queue")]
    [InlineData("queue")]
    [InlineData("example.com/app/...")]
    [InlineData("example.com/app/queue")]
    public void Packages_are_named_as_for_go(string pattern) => Assert.Contains("queue.go:8", Check(1, null, pattern).Output, StringComparison.Ordinal);

    [Fact]
    public void A_folder_without_Go_is_refused() => Assert.Contains("./nothing: no Go files there", Check(3, null, "./nothing").Error, StringComparison.Ordinal);

    [Fact]
    public void Nothing_found_is_said_so()
    {
        _folder.Write("queue/queue.go", "package queue\n"u8);
        Assert.StartsWith("Nothing found in ./....\n", Check(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", "\"rule\": \"UP9010\"")]
    [InlineData("sarif", "\"id\": \"unpark/lint/\"")]
    [InlineData("github", "::error file=queue/queue.go,line=8")]
    [InlineData("markdown", "mu is locked twice")]
    [InlineData("junit", "<failure message=\"mu is locked twice")]
    public void Every_form_of_a_report_is_there(string format, string expected) => Assert.Contains(expected, Check(1, null, "--format", format).Output, StringComparison.Ordinal);

    private CliRun Check(int code, string? system = null, params string[] words)
    {
        var settings = new CliRun.Settings { Folder = _folder.Path, Variables = system is null ? [] : new() { ["GOOS"] = system } };
        var run = CliRun.Of(settings, ["lint", .. words]);
        Assert.True(code == run.Code, $"{run.Code}\n{run.Output}\n{run.Error}");
        return run;
    }
}
