using Unpark.Findings;
using Unpark.Model;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Rules;

public class CrowdedSiteTests
{
    private const string Orders = "main.push /orders.go:23";

    private static readonly GoroutineGroup Rest = Group(20, "IO wait", "internal/poll.runtime_pollWait /go/src/runtime/netpoll.go:351 < main.serve /orders.go:9");

    [Fact]
    public void Hundreds_that_wait_to_send_at_one_line_are_suspected() =>
        Check("suspected warning 200 goroutines wait to send at orders.go:23", Traceback(Group(200, "chan send", Orders), Rest));

    [Fact]
    public void They_are_in_a_few_looks_that_show_slow_growth_too() =>
        Check("suspected warning 200 goroutines wait to send at orders.go:23", [.. Series("chan send", Orders, 170, 180, 190, 200).Select(moment => moment.Snapshots[0])]);

    [Fact]
    public void A_few_senders_are_not() => Check("", Traceback(Group(40, "chan send", Orders), Rest));

    [Fact]
    public void A_large_queue_in_a_far_larger_program_is_not() =>
        Check("", Traceback(Group(200, "chan send", Orders), Group(900, "IO wait", "main.serve /orders.go:9")));

    [Fact]
    public void A_pool_of_idle_receivers_is_a_note_only_when_it_is_huge()
    {
        Check("", Traceback(Group(500, "chan receive", Orders), Rest));
        Check("suspected note 5,000 goroutines wait to receive at orders.go:23", Traceback(Group(5000, "chan receive", Orders), Rest));
    }

    [Fact]
    public void A_queue_that_did_not_grow_while_it_was_watched_is_a_note() =>
        Check("suspected note 200 goroutines wait to send at orders.go:23", [.. Series("chan send", Orders, 200, 201, 199, 200, 200).Select(moment => moment.Snapshots[0])]);

    [Fact]
    public void A_queue_that_grows_is_left_to_the_rule_for_growth() =>
        Check("", [.. Series("chan send", Orders, 200, 300, 400, 500, 600).Select(moment => moment.Snapshots[0])]);

    [Fact]
    public void A_queue_that_is_proven_stuck_needs_no_suspicion() =>
        Check("", Traceback(Group(200, "chan send", Orders) with { Leaked = true }, Rest));

    private static void Check(string expected, params Snapshot[] moments)
    {
        var findings = Diagnosis.Of(Moments(moments), []).Findings.Where(finding => finding.Because.Any(reason => reason.Contains("how many is normal", StringComparison.Ordinal)));
        Assert.Equal(expected, string.Join("; ", findings.Select(finding => $"{Verdict.Word(finding.Confidence)} {Verdict.Word(finding.Level)} {finding.Title}")));
    }
}
