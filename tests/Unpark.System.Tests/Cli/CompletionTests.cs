using System.Diagnostics;
using Unpark.Cli.Syntax;

namespace Unpark.Tests.Cli;

/// <summary>The scripts in the shells they are for. A shell that is not installed cannot be asked: its test says so.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact] public void Suggestions_begin_with_what_is_typed() => Assert.Equal("--for\n--format\n", CliRun.Of("[suggest:11]", "unpark --fo").Output);

    [Fact]
    public void Bash_completes_an_option() => CheckBash("unpark rules --fo", "--format");

    [Fact]
    public void Bash_completes_the_value_of_an_option() => CheckBash("unpark rules --format j", "json");

    [Fact]
    public void Bash_completes_a_command() => CheckBash("unpark comp", "completion");

    [Fact]
    public void Bash_completes_the_id_of_a_rule() => CheckBash("unpark explain UP1003", "UP1003");

    [Fact]
    public void Fish_completes_an_option() =>
        Check("fish", ["-c", $"{Script("fish")}; complete -C 'unpark rules --fo'"], "--format\n");

    [Fact]
    public void Zsh_completes_an_option() =>
        Check("zsh", ["-fc", $"autoload -Uz compinit; compinit -D -u; {Script("zsh")}\ncompadd() {{ shift; print -l -- $@ }}; _files() {{ : }}; words=(unpark rules --fo); CURRENT=3; BUFFER='unpark rules --fo'; CURSOR=17; _unpark"], "--format\n");

    public void Dispose() => _folder.Dispose();

    private void CheckBash(string line, string expected) =>
        Check("bash", ["-c", $"{Script("bash")}\nCOMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=($COMP_LINE); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); _unpark; printf '%s\\n' \"${{COMPREPLY[@]}}\""], expected + "\n");

    private static string Script(string shell) => CliRun.Of("completion", shell).Output;

    private void Check(string shell, string[] arguments, string expected)
    {
        if (Find(shell) is not { } program)
        {
            Console.Error.WriteLine($"{shell} is not installed: its completion is not tested");
            return;
        }
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{FolderWithUnpark()}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = _folder.Path;
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        Assert.Equal(expected, process.StandardOutput.ReadToEnd() + said.Result);
    }

    private string FolderWithUnpark()
    {
        var program = Path.Combine(AppContext.BaseDirectory, typeof(CommandLine).Assembly.GetName().Name + ".dll");
        var path = _folder.Write("bin/unpark", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\nexec dotnet '{program}' \"$@\"\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Path.GetDirectoryName(path)!;
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
