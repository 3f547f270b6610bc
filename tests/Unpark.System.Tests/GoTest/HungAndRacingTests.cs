namespace Unpark.Tests.GoTest;

/// <summary>Test binaries that do not end well: what they printed is read and given to their tests.</summary>
public sealed class HungAndRacingTests
{
    [GoTheory, OldestAndNewestGo]
    public void A_hung_test_is_named_with_its_package_and_what_it_waits_for(string version) => CheckHung(version, "-timeout=2s");

    [GoTheory, OldestAndNewestGo]
    public void Events_of_a_hung_test_are_put_together(string version) => CheckHung(version, "-timeout=2s", "-json");

    [GoTheory, OldestAndNewestGo]
    public void A_limit_of_its_own_ends_what_makes_no_progress(string version) => CheckHung(version, "--hang-timeout=2s");

    [GoTheory, OldestAndNewestGo]
    public void All_goroutines_of_a_hung_test_are_given_to_it(string version)
    {
        var run = Hung(version, "-timeout=2s");
        Assert.Equal("stuck:TestStuck", run.Findings.Single(finding => finding.Rule == "UP1004").Tests.Single());
    }

    [GoFact(NewestAtLeast = 27)]
    public void The_runtime_proves_that_a_test_can_never_end()
    {
        var run = WatchedRun.Text(WatchedRun.Fixture("hung"), GoToolchain.Newest, "-timeout=2s", "-run=Stuck", "./...");
        Assert.Contains("TestStuck hangs: waits to receive at stuck_test.go:17 [proven, UP7002]", run.Output, StringComparison.Ordinal);
    }

    [GoTheory, OldestAndNewestGo]
    public void Packages_that_did_not_come_to_their_end_are_named(string version)
    {
        var run = WatchedRun.Text(WatchedRun.Fixture("broken"), Go(version), "./panicking", "./exiting");
        Assert.Contains("the tests of example.com/broken/panicking did not come to their end (running: TestPanics): what they left is not known.", run.Output, StringComparison.Ordinal);
        Assert.Contains("the tests of example.com/broken/exiting did not come to their end (running: TestExits): what they left is not known.", run.Output, StringComparison.Ordinal);
    }

    [GoTheory, OldestAndNewestGo]
    public void Panics_and_exits_are_left_to_go_test(string version)
    {
        var run = WatchedRun.Of(WatchedRun.Fixture("broken"), Go(version), "./panicking", "./exiting", "./notbuilt");
        Assert.NotEqual(0, run.Code);
        Assert.Empty(run.Findings);
    }

    [RaceTheory, OldestAndNewestGo]
    public void Races_of_parallel_tests_are_given_to_the_right_ones(string version)
    {
        var run = WatchedRun.Of(WatchedRun.Fixture("racing"), Go(version), "-race", "./...");
        Assert.Equal(1, run.Code);
        Assert.All(run.Findings, finding => Assert.Equal("UP8001", finding.Rule));
        Assert.Equal(["counters:TestCounter", "counters:~TestTable"], run.Findings.SelectMany(finding => finding.Tests).Distinct().Order(StringComparer.Ordinal));
    }

    private static void CheckHung(string version, params string[] words)
    {
        var run = Hung(version, words);
        Assert.Equal(1, run.Code);
        Assert.Equal(
            ["stuck:TestSlow TestSlow was still running: sleeps at stuck_test.go:22", "stuck:TestStuck TestStuck hangs: waits to receive at stuck_test.go:17"],
            run.Findings.Where(finding => finding.Rule == "UP7002").Select(finding => $"{finding.Tests.Single()} {finding.Title}").Order(StringComparer.Ordinal));
    }

    private static WatchedRun Hung(string version, params string[] words) => WatchedRun.Of(WatchedRun.Fixture("hung"), Go(version), [.. words, "./..."]);

    private static GoToolchain Go(string version) => GoToolchain.Installed.Single(go => go.Version == version);

    /// <summary>The race detector needs a C compiler.</summary>
    private sealed class RaceTheoryAttribute : TheoryAttribute
    {
        public RaceTheoryAttribute()
        {
            if (GoToolchain.Installed.Count == 0) Skip = GoTheoryAttribute.NoGo;
            else if (!Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "gcc")))) Skip = "no gcc on this machine, which -race needs";
        }
    }
}
