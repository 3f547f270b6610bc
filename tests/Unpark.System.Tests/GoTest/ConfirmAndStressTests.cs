namespace Unpark.Tests.GoTest;

/// <summary>Tests that are run again: alone, and under other schedules.</summary>
public sealed class ConfirmAndStressTests
{
    [GoTheory, OldestAndNewestGo]
    public void Confirm_says_which_tests_do_it_alone(string version)
    {
        var run = WatchedRun.Text(WatchedRun.Fixture("rare"), Go(version), "--confirm", "./pairs");
        Assert.Equal(1, run.Code);
        Assert.Contains("TestTable/not_so_(fine) in example.com/rare/pairs (alone, too)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("TestWaitsForShared in example.com/rare/pairs (not when run alone)\n", run.Output, StringComparison.Ordinal);
    }

    [GoTheory, OldestAndNewestGo]
    public void Of_many_runs_the_first_that_leaves_something_is_the_last(string version)
    {
        foreach (var word in (string[])["--fail-fast", "-fail-fast"])
        {
            var run = WatchedRun.Of(WatchedRun.Fixture("rare"), Go(version), word, "-count=100", "-run=Table", "./pairs");
            Assert.Equal("pairs:TestTable/not_so_(fine)", run.Findings.Single().Tests.Single());
            Assert.Equal(1, run.Left.Single().Count);
        }
    }

    [GoTheory, OldestAndNewestGo]
    public void Stress_that_shows_nothing_is_silent(string version)
    {
        var run = WatchedRun.Text(WatchedRun.Fixture("small"), Go(version), "--stress=1s", "./clean");
        Assert.Equal(0, run.Code);
        Assert.Contains("unpark: stress, round 1:", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("unpark: Nothing left behind by the tests of 1 package.\n", run.Error, StringComparison.Ordinal);
    }

    // An ordinary run may hang as well, on a machine of several processors.
    [GoTheory, OldestAndNewestGo]
    public void Stress_shows_a_deadlock_that_needs_a_rare_order(string version)
    {
        var run = WatchedRun.Text(WatchedRun.Fixture("rare"), Go(version), "--stress=1s", "--hang-timeout=3s", "./orders");
        Assert.Equal(1, run.Code);
        Assert.Contains("TestTransfers hangs: waits for a WaitGroup", run.Output, StringComparison.Ordinal);
        Assert.Contains("Lock order: 2 goroutines wait for a mutex at orders_test.go:33", run.Output, StringComparison.Ordinal);
    }

    private static GoToolchain Go(string version) => GoToolchain.Installed.Single(go => go.Version == version);
}
