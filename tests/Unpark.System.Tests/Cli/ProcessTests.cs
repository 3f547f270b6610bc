using System.Diagnostics;
using Unpark.Cli.Syntax;

namespace Unpark.Tests.Cli;

/// <summary>The program as a process among others: pipes, files, signals. Run by bash, which does what users' shells do.</summary>
public sealed class ProcessTests
{
    private static readonly string Program = $"dotnet {Path.Combine(AppContext.BaseDirectory, typeof(CommandLine).Assembly.GetName().Name + ".dll")}";

    [Fact]
    public void A_reader_that_goes_away_is_no_error() =>
        Check("unpark completion bash | head -n 1; echo ${PIPESTATUS[0]}", "# bash completion for unpark: source <(unpark completion bash)\n0\n");

    [Fact]
    public void A_long_answer_into_a_closed_pipe_ends_quietly() =>
        Check($"unpark {TestData.Path("go1.27.4/goroutine-debug2.txt")} --format json | head -c 1 ; echo ${{PIPESTATUS[0]}}", "{1\n");

    [Fact]
    public void Two_runs_into_one_file_stand_one_behind_the_other() =>
        Check("f=$(mktemp); (unpark completion fish; unpark completion fish) > $f; grep -c '^# fish completion' $f; rm $f", "2\n");

    [Fact]
    public void An_answer_is_appended_behind_what_the_file_held() =>
        Check("f=$(mktemp); echo first > $f; unpark completion fish >> $f; head -n 2 $f | cut -c 1-17; rm $f", "first\n# fish completion\n");

    [Fact]
    public void A_full_disk_is_said() =>
        Check("unpark --version > /dev/full; echo $?", "2\n", "unpark: cannot write to standard output: No space left on device");

    [Fact]
    public void Closed_standard_output_is_said() => Check("unpark --version >&-; echo $?", "2\n", "unpark: cannot write to standard output: Bad file descriptor");

    [Fact]
    public void Standard_input_is_read() =>
        Check($"unpark - --format json < {TestData.Path("go1.27.4/goroutine.pb.gz")} | grep -c standard.input", "1\n");

    [Fact]
    public void Ctrl_C_ends_it_with_130_and_leaves_no_output() =>
        Check($"sleep 6 | {Program} - & p=$!; sleep 2; kill -INT $p; wait $p; echo $?", "130\n");

    private static void Check(string script, string output, string error = "")
    {
        // A background job of a script ignores Ctrl-C unless it has a process group of its own: set -m.
        var start = new ProcessStartInfo("bash", ["-c", $"set -m; unpark() {{ {Program} \"$@\"; }}\n{script}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        Assert.Equal(output, process.StandardOutput.ReadToEnd());
        Assert.Contains(error, said.Result, StringComparison.Ordinal);
    }
}
