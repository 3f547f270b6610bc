using Unpark.Cli;

namespace Unpark.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact] public void An_unknown_option_is_named_with_the_nearest_known_one() => CheckMisuse("unknown option --fromat, did you mean --format?", "--fromat", "json", "x");
    [Fact] public void A_bad_value_is_answered_with_the_good_ones() => CheckMisuse("--format is 'yaml', expected text, json, sarif, junit, github, markdown, html, dot or svg", "x", "--format", "yaml");
    [Fact] public void An_option_without_its_value_is_misuse() => CheckMisuse("required argument missing for option: '--format'", "x", "--format");
    [Fact] public void No_words_at_all_ask_for_evidence() => CheckMisuse("give evidence to look at: an address, a file, a folder, or - for standard input");
    [Fact] public void An_unknown_rule_is_misuse() => CheckMisuse("there is no rule 'UP0000', 'unpark rules' lists them", "explain", "UP0000");
    [Fact] public void An_unknown_shell_is_misuse() => CheckMisuse("no completion for 'tcsh', expected bash, zsh or fish", "completion", "tcsh");

    [Fact]
    public void The_hint_names_the_command() =>
        Assert.EndsWith("\nTry 'unpark rules --help'.\n", CliRun.Of("rules", "--nonsense").Error);

    [Fact]
    public void A_command_may_follow_common_options() =>
        Assert.Equal(CliRun.Of("rules", "--color", "never"), CliRun.Of("--color", "never", "rules"));

    [Fact]
    public void The_value_of_an_option_is_no_command() =>
        Assert.Equal((ExitCode.NoEvidence, "unpark: none.txt: there is no such file or folder\n"), Failure(CliRun.Of("--context", "test", "none.txt")));

    [Fact]
    public void After_two_dashes_every_word_is_evidence() =>
        Assert.Equal((ExitCode.NoEvidence, "unpark: --nonsense: there is no such file or folder\n"), Failure(CliRun.Of("--", "--nonsense")));

    [Fact]
    public void A_file_named_like_a_command_is_read_with_its_folder() =>
        Assert.Equal((ExitCode.NoEvidence, "unpark: ./rules: there is no such file or folder\n"), Failure(CliRun.Of("./rules")));

    [Fact]
    public void A_long_option_with_one_dash_is_understood() =>
        Assert.Equal(CliRun.Of("rules", "--format=json"), CliRun.Of("rules", "-format=json"));

    [Fact]
    public void The_version_names_the_runtime() =>
        Assert.Matches(@"^unpark \d+\.\d+\.\d+ \((commit [0-9a-f]{7}, )?\.NET 10\.[^)]*\)\n$", CliRun.Of("--version").Output);

    private static void CheckMisuse(string message, params string[] args)
    {
        var run = CliRun.Of(args);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Equal("", run.Output);
        Assert.Equal("unpark: " + message, run.Error.Split('\n')[0]);
        Assert.InRange(run.Error.Count(c => c == '\n'), 1, 2);
    }

    private static (int Code, string Error) Failure(CliRun run) => (run.Code, run.Error);
}
