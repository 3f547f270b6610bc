using System.Diagnostics;
using System.Xml.Linq;

namespace Unpark.Tests.GoTest;

/// <summary>What the user gave to go test, and what go test gives back, are left as they are.</summary>
public sealed class PassingThroughTests
{
    private static readonly string Small = WatchedRun.Fixture("small");

    [GoTheory, OldestAndNewestGo]
    public void Output_is_that_of_go_test(string version)
    {
        var lines = Run(version, "./...").Output.Split('\n').Select(line => line.Split('\t') is [var word, var package, ..] ? $"{word.Trim()} {package}" : line);
        Assert.Equal(["ok example.com/small/clean", "ok example.com/small/flags", "ok example.com/small/leaky", ""], lines);
    }

    [GoTheory, OldestAndNewestGo]
    public void Clean_packages_are_cached_and_leaking_ones_are_watched_again(string version)
    {
        Run(version, "./clean", "./leaky");
        var again = Run(version, "./clean", "./leaky");
        Assert.Contains("example.com/small/clean\t(cached)", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com/small/leaky\t(cached)", again.Output, StringComparison.Ordinal);
        Assert.Equal(["leaky:TestLeaks"], again.Findings.SelectMany(finding => finding.Tests));
    }

    [GoTheory, OldestAndNewestGo]
    public void Flags_of_go_test_pass_through(string version)
    {
        var run = Run(version, "-count=2", "-cpu=1,2", "-cover", "-shuffle=on", "-parallel=1", "-v", "-run", "Leaks|Clean", "-trimpath=false", "./clean", "./leaky");
        Assert.Equal(4, run.Output.Split("--- PASS: TestClean").Length - 1);
        Assert.Contains("coverage:", run.Output, StringComparison.Ordinal);
        Assert.Equal(4, run.Left.Single().Count);
    }

    [GoTheory, OldestAndNewestGo]
    public void Arguments_of_the_tests_pass_through(string version)
    {
        Assert.Contains("format is mine", Run(version, "-v", "./flags", "-format", "mine").Output, StringComparison.Ordinal);
        Assert.Contains("format is mine", Run(version, "-v", "./flags", "-args", "--format", "mine").Output, StringComparison.Ordinal);
    }

    [GoTheory, OldestAndNewestGo]
    public void Events_stay_events(string version)
    {
        var run = Run(version, "-json", "./leaky");
        Assert.All(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("{", line, StringComparison.Ordinal));
        Assert.Equal(["leaky:TestLeaks"], run.Findings.SelectMany(finding => finding.Tests));
    }

    [GoTheory, OldestAndNewestGo]
    public void Events_have_standard_output_for_themselves(string version)
    {
        var run = WatchedRun.Text(Small, Go(version), "-json", "./leaky");
        Assert.All(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("{", line, StringComparison.Ordinal));
        Assert.Contains("  test     TestLeaks in example.com/small/leaky\n", run.Error, StringComparison.Ordinal);
    }

    [GoTheory, OldestAndNewestGo]
    public void A_program_that_runs_the_tests_is_used(string version) =>
        Assert.Equal(["leaky:TestLeaks"], Run(version, "-exec", "env FROM=here", "./leaky").Findings.SelectMany(finding => finding.Tests));

    [GoTheory, OldestAndNewestGo]
    public void A_test_binary_that_is_only_built_runs_alone(string version)
    {
        using var folder = new TestFolder();
        var binary = Path.Combine(folder.Path, "leaky.test");
        var run = WatchedRun.Text(Small, Go(version), "-c", "-o", binary, "./leaky");
        Assert.Equal(0, run.Code);
        Assert.Contains("No test was run anew", run.Error, StringComparison.Ordinal);
        Assert.Equal("PASS\n", Command.Run(binary, [], folder.Path));
    }

    [GoTheory, OldestAndNewestGo]
    public void GOFLAGS_are_kept(string version) =>
        Assert.Contains("--- PASS: TestClean", WatchedRun.Of(Small, Go(version), ["GOFLAGS=-v -mod=mod"], ["./clean"]).Output, StringComparison.Ordinal);

    [GoTheory, OldestAndNewestGo]
    public void Folders_may_have_blanks_in_their_names(string version)
    {
        using var folder = new TestFolder();
        var module = Directory.CreateDirectory(Path.Combine(folder.Path, "my \"module\"", "leaky")).Parent!.FullName;
        foreach (var file in (string[])["go.mod", "leaky/leaky_test.go"]) File.Copy(Path.Combine(Small, file), Path.Combine(module, file));
        Assert.Equal(["TestLeaks"], WatchedRun.Of(module, Go(version), ["TMPDIR=" + Directory.CreateDirectory(Path.Combine(folder.Path, "temp dir")).FullName], ["./..."])
            .Left.Select(mark => mark.Test));
    }

    [GoTheory, OldestAndNewestGo]
    public void Nothing_to_say_is_one_line_on_standard_error(string version)
    {
        var run = WatchedRun.Text(Small, Go(version), "-count=1", "./clean");
        Assert.Equal((0, "unpark: Nothing left behind by the tests of 1 package.\n"), (run.Code, run.Error));
        Assert.StartsWith("ok  \texample.com/small/clean", run.Output, StringComparison.Ordinal);
    }

    [GoTheory, OldestAndNewestGo]
    public void The_report_follows_the_output(string version)
    {
        var run = WatchedRun.Text(Small, Go(version), "./leaky");
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.Contains("  test     TestLeaks in example.com/small/leaky\n", run.Output[run.Output.IndexOf('\n', StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [GoTheory, OldestAndNewestGo]
    public void A_report_in_files_only_is_one_line_on_standard_error(string version)
    {
        using var folder = new TestFolder();
        var run = WatchedRun.Text(Small, Go(version), "--output", Path.Combine(folder.Path, "leaks.xml"), "./leaky");
        Assert.StartsWith("unpark: 1 goroutine waits to receive at leaky_test.go:", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("ok  \texample.com/small/leaky", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.Output.Count(c => c == '\n'));
    }

    [GoTheory, OldestAndNewestGo]
    public void A_report_for_programs_has_standard_output_for_itself(string version)
    {
        var run = WatchedRun.Text(Small, Go(version), "--format", "json", "./leaky");
        Assert.StartsWith("{", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("ok  \texample.com/small/leaky", run.Error, StringComparison.Ordinal);
    }

    [GoTheory, OldestAndNewestGo]
    public void JUnit_has_all_tests_under_their_own_names(string version)
    {
        var run = WatchedRun.Text(WatchedRun.Fixture("broken"), Go(version), "--format=junit", "./failing", "./skipping", "./panicking");
        Assert.Equal(
            ["failing/TestFails failure", "panicking/TestPanics error", "skipping/TestSkips failure"],
            XDocument.Parse(run.Output).Descendants("testcase").Select(one => $"{one.Attribute("classname")!.Value["example.com/broken/".Length..]}/{one.Attribute("name")!.Value} {one.Elements().Single().Name}"));
    }

    [GoTheory, OldestAndNewestGo]
    public void Tests_that_fail_keep_go_tests_exit_code_and_are_watched_as_others(string version)
    {
        var run = WatchedRun.Of(WatchedRun.Fixture("broken"), Go(version), "./failing", "./skipping", "./panicking", "./exiting");
        Assert.Equal(1, run.Code);
        Assert.Equal(["failing:TestFails", "skipping:TestSkips"], run.Left.Select(mark => $"{mark.Package}:{mark.Test}"));
    }

    [GoTheory, OldestAndNewestGo]
    public void What_a_baseline_knows_fails_no_run(string version)
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "known.json");
        Assert.Equal(0, WatchedRun.Text(Small, Go(version), "--write-baseline", file, "./leaky").Code);
        var run = Run(version, "--baseline", file, "./leaky");
        Assert.Equal((0, 0), (run.Code, run.Findings.Count));
    }

    [GoTheory, OldestAndNewestGo]
    public void What_go_test_refuses_is_its_to_say(string version)
    {
        var run = WatchedRun.Text(Small, Go(version), "./clean", "-nosuchflag=1");
        Assert.Equal(1, run.Code);
        Assert.Contains("nosuchflag", run.Error + run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_go_it_says_what_it_needs()
    {
        var run = WatchedRun.Text(Small, new GoToolchain("/nowhere/go", "go1.0"), "./...");
        Assert.Equal(3, run.Code);
        Assert.Contains("cannot run /nowhere/go", run.Error, StringComparison.Ordinal);
    }

    [GoTheory, OldestAndNewestGo]
    public async Task Ctrl_C_ends_the_tests_and_leaves_nothing(string version)
    {
        using var folder = new TestFolder();
        using var process = Process.Start(WatchedRun.Command(WatchedRun.Fixture("hung"), Go(version), ["TMPDIR=" + folder.Path], ["-run", "Slow", "./stuck"]))!;
        while (Directory.GetFileSystemEntries(folder.Path, "unpark-test-*").Length == 0 || !Running().Contains($"stuck.test", StringComparison.Ordinal)) await Task.Delay(50);
        Command.Run("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(130, process.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path, "unpark-test-*"));
        Assert.DoesNotContain(folder.Path, Running(), StringComparison.Ordinal);

        string Running() => string.Join('\n', Command.Run("ps", ["-eo", "args"]).Split('\n').Where(line => line.Contains(folder.Path, StringComparison.Ordinal)));
    }

    private static WatchedRun Run(string version, params string[] words) => WatchedRun.Of(Small, Go(version), words);

    private static GoToolchain Go(string version) => GoToolchain.Installed.Single(go => go.Version == version);
}
