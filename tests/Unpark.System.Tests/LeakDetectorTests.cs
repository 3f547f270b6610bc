using Unpark.Collectors;
using Unpark.Tests.Http;

namespace Unpark.Tests;

public class LeakDetectorTests
{
    [GoTheory, OldestAndNewestGo]
    public async Task What_work_leaves_behind_is_found_with_its_line_and_creator(string go)
    {
        using var program = await TargetProgram.StartWithAsync(go);
        using var detector = await LeakDetector.TakeBaselineAsync(program.Target);
        await program.DoAsync("leak?n=3");
        var check = await detector.CheckAsync();

        Assert.True(check.Settled);
        Assert.Null(check.ByCountsBecause);
        var leak = Assert.Single(check.Leaks);
        Assert.Equal(3, leak.Count);
        Assert.Equal(3, leak.Ids.Length);
        Assert.Equal("chan send", leak.State.Text);
        Assert.Equal("main.abandon", leak.Site?.Frame.Function);
        Assert.StartsWith("main.leak", leak.CreatedBy?.Function, StringComparison.Ordinal);
        Assert.StartsWith("3 goroutines left that the baseline does not have:\n  3 x chan send at main.abandon ", check.ToString(), StringComparison.Ordinal);
    }

    [GoFact]
    public async Task What_was_there_before_is_no_leak()
    {
        using var program = await TargetProgram.StartAsync("-waiting=10");
        await program.DoAsync("leak?n=3");
        using var detector = await LeakDetector.TakeBaselineAsync(program.Target);
        var check = await detector.CheckAsync();
        Assert.False(check.HasLeaks, check.ToString());
        Assert.Equal(1, check.Looks);
    }

    [GoFact]
    public async Task Work_that_still_ends_is_waited_for()
    {
        using var program = await TargetProgram.StartAsync();
        using var detector = await LeakDetector.TakeBaselineAsync(program.Target);
        await program.DoAsync("work?n=5&ms=400");
        var check = await detector.CheckAsync();
        Assert.False(check.HasLeaks, check.ToString());
        Assert.True(check.Settled);
        Assert.InRange(check.Took, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
    }

    [GoFact]
    public async Task What_may_end_by_itself_is_given_the_whole_patience()
    {
        using var program = await TargetProgram.StartAsync();
        using var detector = await LeakDetector.TakeBaselineAsync(program.Target, new() { Patience = TimeSpan.FromSeconds(2) });
        await program.DoAsync("sleep?n=2&ms=60000");
        var check = await detector.CheckAsync();
        Assert.Equal(2, check.Leaks.Sum(leak => leak.Count));
        Assert.False(check.Settled);
        Assert.InRange(check.Took, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
    }

    [GoFact]
    public async Task Connections_kept_open_by_a_client_are_not_counted()
    {
        using var program = await TargetProgram.StartAsync();
        using var detector = await LeakDetector.TakeBaselineAsync(program.Target);
        await program.DoAsync("leak?n=0");
        var check = await detector.CheckAsync();
        Assert.False(check.HasLeaks, check.ToString());
        Assert.Contains("Not counted: 1 x idle connection", check.ToString(), StringComparison.Ordinal);
    }

    [GoFact]
    public async Task A_large_program_is_compared_by_counts_and_the_check_says_so()
    {
        using var program = await TargetProgram.StartAsync("-waiting=20000");
        using var detector = await LeakDetector.TakeBaselineAsync(program.Target);
        await program.DoAsync("leak?n=4");
        var check = await detector.CheckAsync();

        var leak = Assert.Single(check.Leaks);
        Assert.Equal((4, "main.abandon"), (leak.Count, leak.Site?.Frame.Function));
        Assert.Empty(leak.Ids);
        Assert.Contains("a traceback would stop the program for about ", check.ByCountsBecause, StringComparison.Ordinal);
        Assert.DoesNotContain("goroutine?debug=2", (await program.LogAsync()).Asked);
    }

    [GoFact]
    public async Task A_program_that_ended_is_an_exception_that_says_so()
    {
        var program = await TargetProgram.StartAsync();
        using var detector = await LeakDetector.TakeBaselineAsync(program.Target);
        program.Dispose();
        var e = await Assert.ThrowsAsync<TargetException>(() => detector.CheckAsync());
        Assert.Contains("connection refused", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_address_is_the_callers_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() => LeakDetector.TakeBaselineAsync("no address"));
}
