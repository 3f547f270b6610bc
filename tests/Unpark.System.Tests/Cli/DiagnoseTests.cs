using System.Text.RegularExpressions;
using Unpark.Cli;

namespace Unpark.Tests.Cli;

/// <summary>The whole program on what real Go printed, compared with committed output. The names hold version, file and flags.</summary>
public sealed class DiagnoseTests
{
    [Theory]
    [InlineData(1, "go1.27.4/goroutine.pb.gz")]
    [InlineData(1, "go1.27.4/goroutineleak.pb.gz")]
    [InlineData(1, "go1.27.4/goroutine-debug2.txt")]
    [InlineData(1, "go1.27.4/goroutine-debug2.txt", "--verbose")]
    [InlineData(1, "go1.27.4/goroutine-debug2.txt", "--color=always")]
    [InlineData(1, "go1.27.4/goroutine-debug2.txt", "--format=json")]
    [InlineData(1, "go1.27.4/goroutine-debug2.txt", "--format=markdown")]
    [InlineData(1, "go1.27.4/deadlock.txt", "--format=sarif")]
    [InlineData(1, "go1.27.4/goroutine-debug2.txt", "--format=junit")]
    [InlineData(1, "go1.27.4/goroutine-debug2.txt", "--format=github")]
    [InlineData(1, "go1.27.4/goroutine-debug2.txt", "--context=test")]
    [InlineData(1, "go1.19.8/goroutine-debug2.txt")]
    [InlineData(1, "go1.27.4/deadlock.txt")]
    [InlineData(1, "go1.27.4/panic-test-timeout.txt", "--format=markdown")]
    [InlineData(0, "go1.27.4/goroutine-debug2.txt", "--fail-on=never", "--quiet")]
    [InlineData(0, "go1.27.4/heap.pb.gz")]
    public void A_real_file_gives_the_committed_answer(int code, string file, params string[] flags)
    {
        var run = CliRun.Of([TestData.Path(file), .. flags]);
        Assert.Equal(code, run.Code);
        if (!flags.Contains("--verbose")) Assert.Equal("", run.Error);
        Golden.Check($"tests/Unpark.System.Tests/Cli/expected/{string.Join('.', [file.Replace('/', '.'), .. flags.Select(flag => flag.TrimStart('-'))])}.txt", Placeless(run.Output));
    }

    [Fact]
    public void Two_profiles_show_what_changed()
    {
        var run = CliRun.Of(TestData.Path("go1.26.11/goroutine.pb.gz"), TestData.Path("go1.27.4/goroutine.pb.gz"));
        Golden.Check("tests/Unpark.System.Tests/Cli/expected/two-profiles.txt", Placeless(run.Output));
    }

    [Fact]
    public void A_pipe_is_read_like_the_file()
    {
        var piped = CliRun.Of(new CliRun.Settings { Input = TestData.Bytes("go1.27.4/goroutine.pb.gz") }, "-");
        Assert.Equal(CliRun.Of(TestData.Path("go1.27.4/goroutine.pb.gz")).Output, piped.Output);
    }

    [Fact]
    public void A_terminal_wraps_and_colours()
    {
        var run = CliRun.Of(new CliRun.Settings { Columns = 60 }, TestData.Path("go1.27.4/goroutine.pb.gz"));
        Assert.StartsWith("\e[1m", run.Output, StringComparison.Ordinal);
        var sentences = Plain(run.Output).Split('\n').Where(line => line.StartsWith("  because", StringComparison.Ordinal) || line.StartsWith("  fix", StringComparison.Ordinal));
        Assert.All(sentences, line => Assert.InRange(line.Length, 1, 60));
    }

    private static string Plain(string text) => Regex.Replace(text, "\e\\[[0-9;]*m", "", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("proven", ExitCode.Findings)]
    [InlineData("likely", ExitCode.Findings)]
    [InlineData("suspected", ExitCode.Findings)]
    [InlineData("never", ExitCode.Nothing)]
    public void The_exit_code_is_1_from_the_confidence_of_fail_on(string failOn, int code) =>
        Assert.Equal(code, CliRun.Of(TestData.Path("go1.27.4/goroutine.pb.gz"), "--fail-on", failOn).Code);

    [Fact]
    public void The_format_does_not_change_the_exit_code() =>
        Assert.Equal(ExitCode.Findings, CliRun.Of(TestData.Path("go1.27.4/goroutine.pb.gz"), "--format", "json").Code);

    private static string Placeless(string output) => output.Replace(TestData.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
