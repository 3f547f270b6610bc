using Unpark.Cli;

namespace Unpark.Tests.Cli;

/// <summary>A baseline from the first run to the last.</summary>
public sealed class BaselineCommandTests : IDisposable
{
    private static readonly string Old = TestData.Path("go1.26.11/goroutine-debug2.txt");

    private static readonly string New = TestData.Path("go1.27.4/goroutine-debug2.txt");

    private readonly TestFolder _folder = new();

    [Fact]
    public void What_was_written_down_fails_no_later_run()
    {
        Assert.Equal(ExitCode.Findings, Run(New).Code);
        Assert.Equal((ExitCode.Nothing, "known.json: 7 findings\n"), (Run("baseline", "write", "known.json", Old).Code, Run("baseline", "write", "known.json", Old).Output));
        var run = Run(New, "--baseline", "known.json");
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.StartsWith("Nothing new: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_new_fails()
    {
        Run("baseline", "write", "known.json", TestData.Path("go1.27.4/deadlock.txt"));
        Assert.Equal(ExitCode.Findings, Run(New, "--baseline", "known.json").Code);
    }

    [Fact]
    public void A_dash_is_standard_output() =>
        Assert.StartsWith("{\n  \"schema\": \"unpark.baseline/1\"", Run("baseline", "write", "-", Old).Output, StringComparison.Ordinal);

    [Fact]
    public void A_baseline_that_is_not_there_is_misuse() => CheckMisuse("cannot read the baseline gone.json", New, "--baseline", "gone.json");

    [Fact]
    public void A_file_that_is_no_baseline_is_misuse()
    {
        _folder.Write("other.json", "{}"u8);
        CheckMisuse("other.json is no baseline: expected \"schema\"", New, "--baseline", "other.json");
    }

    [Fact]
    public void Another_word_than_write_is_misuse() => CheckMisuse("'read' is nothing to do with a baseline, expected write", "baseline", "read", "known.json", Old);

    [Fact]
    public void Evidence_that_cannot_be_read_leaves_the_old_baseline_alone()
    {
        _folder.Write("known.json", "old"u8);
        Assert.Equal(ExitCode.NoEvidence, Run("baseline", "write", "known.json", "gone.txt").Code);
        Assert.Equal("old", File.ReadAllText(Path.Combine(_folder.Path, "known.json")));
    }

    [Fact]
    public void A_suppression_expires_by_the_clock_of_the_run()
    {
        _folder.Write(".unpark.yaml", "suppress:\n- function: '*'\n  reason: until the rewrite\n  expires: 2026-03-31\n"u8);
        Assert.Equal(ExitCode.Nothing, Run(new DateTimeOffset(2026, 3, 31, 23, 59, 59, TimeSpan.Zero), New).Code);
        Assert.Equal(ExitCode.Findings, Run(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), New).Code);
    }

    public void Dispose() => _folder.Dispose();

    private CliRun Run(params string[] args) => Run(DateTimeOffset.UnixEpoch, args);

    private CliRun Run(DateTimeOffset now, params string[] args) => CliRun.Of(new CliRun.Settings { Folder = _folder.Path, Time = new Stopped(now) }, args);

    private void CheckMisuse(string message, params string[] args)
    {
        var run = Run(args);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private sealed class Stopped(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
