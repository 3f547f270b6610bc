using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Model.Profiles;
using Unpark.Rules;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Rules;

public class DiagnosisTests
{
    private const string Push = "main.push /app/order.go:52";

    [Fact]
    public void A_proven_leak_is_an_error_at_the_users_line() =>
        Check(Traceback(Group(20, "chan send", Push, "main.handle /app/order.go:40", leaked: true)), "error proven UP1001: 20 goroutines wait to send at order.go:52");

    [Fact]
    public void The_leak_profile_of_a_moment_proves_the_goroutines_of_its_traceback() =>
        Check(
            [Traceback(Group(20, "chan send", Push, "main.handle /app/order.go:40")), LeakProfile(Group(20, "chan send", "runtime.gopark runtime/proc.go:435 < runtime.chansend runtime/chan.go:283 < " + Push))],
            "error proven UP1001: 20 goroutines wait to send at order.go:52");

    [Fact]
    public void Only_as_many_are_proven_as_the_leak_profile_lists()
    {
        var finding = Assert.Single(Of(Traceback(Group(9, "chan send", Push)), LeakProfile(Group(7, "chan send", Push))).Findings);
        Assert.Contains(finding.Because, reason => reason.Contains("7 of them", StringComparison.Ordinal) && reason.Contains("the other 2", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_two_leak_profiles_the_one_that_found_more_counts() =>
        Assert.Equal(9, Of(Traceback(Group(9, "chan send", Push)), LeakProfile(Group(4, "chan send", Push)), LeakProfile(Group(9, "chan send", Push))).Groups.Sum(group => group.Leaked));

    [Fact]
    public void What_was_proven_earlier_is_told_with_the_figures_of_the_last_moment()
    {
        var early = new Moment([Profile(Group(9, "chan send", Push)), LeakProfile(Group(9, "chan send", Push))]);
        var late = new Moment([Traceback(Group(14, "chan send", Push, "main.handle /app/order.go:40"))]);
        var finding = Assert.Single(Diagnosis.Of([early, late], []).Findings);
        Assert.Equal((14, "/app/order.go:40"), (finding.Count, finding.CreatedBy!.Place));
        Assert.Contains(finding.Because, reason => reason.Contains("9 of them", StringComparison.Ordinal));
    }

    [Fact]
    public void A_leak_profile_alone_is_proof() =>
        Check(LeakProfile(Group(3, "select", "main.loop /app/a.go:7")), "error proven UP1006: 3 goroutines wait in select at a.go:7");

    [Fact]
    public void Only_who_runs_the_function_of_a_Once_holds_it()
    {
        const string Do = "sync.(*Once).doSlow sync/once.go:78 < sync.(*Once).Do sync/once.go:69 < main.(*host).can /app/host.go:56";
        var report = Of(Traceback(
            Group(1, "select", "main.(*host).heartbeat /app/host.go:79", "main.main /app/main.go:15"),
            Group(1, "chan receive", $"main.(*host).load /app/host.go:47 < {Do}", "main.main /app/main.go:16"),
            Group(1, "sync.Mutex.Lock", $"sync.(*Mutex).Lock sync/mutex.go:46 < {Do}", "main.(*host).load /app/host.go:43")));
        Assert.Equal([47, 56], report.Findings.Where(IsSuspect).Select(finding => finding.Site!.Frame.Line).Order());
    }

    [Fact]
    public void Main_in_an_empty_select_is_idle_though_Go_1_26_calls_it_leaked() =>
        Check(LeakProfile(Group(1, "select (no cases)", "runtime.gopark runtime/proc.go:1 < runtime.block runtime/select.go:1 < main.main /app/main.go:9 < runtime.main runtime/proc.go:283")));

    [Fact]
    public void A_record_without_a_stack_in_a_leak_profile_is_nobody() => Check(LeakProfile(Group(1, "unknown", "")));

    [Theory]
    [InlineData("chan receive", "main.worker /app/pool.go:30")]
    [InlineData("chan receive (nil chan)", "main.main /app/main.go:9")]
    [InlineData("select (no cases)", "main.main /app/main.go:9")]
    [InlineData("IO wait", "internal/poll.runtime_pollWait runtime/netpoll.go:351 < net.(*conn).Read net/net.go:196 < net/http.(*conn).serve net/http/server.go:2161")]
    [InlineData("syscall", "os/signal.signal_recv runtime/sigqueue.go:152 < os/signal.loop os/signal/signal_unix.go:23")]
    [InlineData("select", "net/http.(*persistConn).writeLoop net/http/transport.go:2833")]
    public void A_single_look_at_a_healthy_service_finds_nothing_above_a_note(string state, string stack) => Check(Traceback(Group(50, state, stack, minutes: [400])));

    [Fact]
    public void Goroutines_on_a_nil_channel_are_proven_stuck() =>
        Check(Traceback(Group(4, "chan send (nil chan)", Push, "main.main /app/main.go:5")), "error proven UP1003: 4 goroutines send on a nil channel at order.go:52");

    [Fact]
    public void In_a_profile_a_nil_channel_is_read_off_a_line_of_the_runtime_and_likely() =>
        Check(Profile(Group(4, "chan send (nil chan)", Push) with { StateIsDerived = true }), "error likely UP1003: 4 goroutines send on a nil channel at order.go:52");

    [Fact]
    public void A_call_that_waits_in_a_library_is_named_as_the_user_knows_it() =>
        Check(
            Series("select", "runtime.gopark runtime/proc.go:1 < runtime.selectgo runtime/select.go:1 < net/http.(*persistConn).roundTrip net/http/transport.go:3050 < net/http.Get net/http/client.go:481 < main.fetch /app/fetch.go:9", 5, 12, 20, 27, 35),
            "warning likely UP4003: 35 goroutines wait for an HTTP response at fetch.go:9, and growing: 5 before");

    [Fact]
    public void One_receive_from_a_nil_channel_costs_little_and_is_a_warning() =>
        Check(Traceback(Group(1, "chan receive (nil chan)", Push, "main.main /app/main.go:5")), "warning proven UP1003: 1 goroutine receives from a nil channel at order.go:52");

    [Fact]
    public void A_librarys_wait_on_a_nil_channel_is_a_note() =>
        Check(Traceback(Group(1, "chan receive (nil chan)", "example.com/dep.(*C).run example.com/dep@v1.0.0/c.go:8", "example.com/dep.New example.com/dep@v1.0.0/c.go:3")), "note proven UP1003: 1 goroutine receives from a nil channel in dep.(*C).run");

    [Fact]
    public void The_proof_and_the_nil_channel_at_one_line_are_one_finding()
    {
        var finding = Assert.Single(Of(Traceback(Group(4, "chan send (nil chan)", Push, leaked: true))).Findings);
        Assert.Equal("UP1003", finding.Rule.Id);
        Assert.Contains(finding.Because, reason => reason.Contains("can ever wake", StringComparison.Ordinal));
    }

    [Fact]
    public void A_select_without_cases_outside_main_is_proven_stuck() =>
        Check(Traceback(Group(2, "select (no cases)", "main.serve /app/a.go:3", "main.main /app/main.go:5")), "error proven UP1004: 2 goroutines sit in select {} at a.go:3");

    [Fact]
    public void A_lock_waited_for_during_minutes_is_likely_held_for_ever() =>
        Check(
            Traceback(Group(6, "sync.Mutex.Lock", "internal/sync.(*Mutex).lockSlow internal/sync/mutex.go:149 < main.(*Store).Put /app/store.go:27", minutes: [3, 3, 3, 3, 3, 3], ids: [1, 2, 3, 4, 5, 6], waitsOn: 0xc000)),
            "warning likely UP3001: 6 goroutines wait for a mutex at store.go:27 for at least 3 minutes");

    [Fact]
    public void A_lock_waited_for_without_minutes_is_contention() =>
        Check(Traceback(Group(6, "sync.Mutex.Lock", "main.(*Store).Put /app/store.go:27"), Group(1, "runnable", "main.(*Store).encode /app/store.go:61 < main.(*Store).Put /app/store.go:29")));

    [Fact]
    public void A_lock_waited_for_that_nobody_can_hold_was_left_locked() =>
        Check(
            Traceback(Group(6, "sync.Mutex.Lock", "main.(*Store).Put /app/store.go:27")),
            "warning likely UP3006: Lock left locked: 6 goroutines wait for a mutex at store.go:27, and nobody is left to unlock it");

    [Fact]
    public void In_a_dump_that_was_cut_who_holds_a_lock_may_be_in_the_rest() =>
        Check(Traceback(Group(6, "sync.Mutex.Lock", "main.(*Store).Put /app/store.go:27")) with { Cut = true });

    [Fact]
    public void The_waiters_of_one_lock_at_another_line_are_named()
    {
        var report = Of(Traceback(
            Group(2, "sync.Mutex.Lock", "main.(*Store).Put /app/store.go:27", minutes: [4, 4], ids: [1, 2], waitsOn: 0xc000),
            Group(1, "sync.Mutex.Lock", "main.(*Store).Drop /app/store.go:40", minutes: [4], ids: [3], waitsOn: 0xc000),
            Group(1, "chan send", "main.(*Store).Flush /app/store.go:60", minutes: [4], ids: [4])));
        var put = report.Findings.Single(finding => finding.Site!.Frame.Line == 27);
        Assert.Contains(put.Because, reason => reason.Contains("store.go:40: the same lock", StringComparison.Ordinal));
        Assert.Contains(put.Because, reason => reason.Contains("store.go:60 inside the same type: may hold it", StringComparison.Ordinal));
    }

    [Fact]
    public void A_goroutine_inside_two_methods_of_a_type_may_wait_for_itself()
    {
        var report = Of(Traceback(Group(1, "sync.Mutex.Lock", "main.(*Store).Len /app/store.go:27 < main.(*Store).Put /app/store.go:20", minutes: [9], ids: [1])));
        Assert.Contains(report.Findings.Single().Because, reason => reason.Contains("holds itself", StringComparison.Ordinal));
    }

    [Fact]
    public void A_count_that_rises_over_five_profiles_is_a_likely_leak() =>
        Check(Series("chan send", Push, 5, 12, 20, 27, 35), "warning likely UP1001: 35 goroutines wait to send at order.go:52, and growing: 5 before");

    [Fact]
    public void Growth_tells_its_rate_and_its_figures()
    {
        var growth = Diagnosis.Of(Series("chan send", Push, 5, 12, 20, 27, 35), []).Findings.Single(IsSuspect).Growth!;
        Assert.Equal((5, 35), (growth.From, growth.To));
        Assert.Equal(2700, growth.PerHour!.Value, 180.0);
        Assert.Equal(1.0 / 120, growth.PValue!.Value, 6);
    }

    [Fact]
    public void Connections_whose_bodies_are_not_closed_are_called_that() =>
        Check(
            Series("select", "runtime.gopark runtime/proc.go:1 < runtime.selectgo runtime/select.go:1 < net/http.(*persistConn).readLoop net/http/transport.go:2616", 5, 12, 20, 27, 35),
            "warning likely UP4001: 35 HTTP responses whose body was neither read to its end nor closed");

    [Fact]
    public void Growth_of_a_background_goroutine_that_any_number_of_is_fine_is_not_told() =>
        Check(Series("chan receive", "net/http.(*connReader).backgroundRead net/http/server.go:742", 5, 12, 20, 27, 35));

    [Fact]
    public void Two_moments_show_a_difference_and_no_trend()
    {
        var report = Diagnosis.Of(Series("chan send", Push, 20, 23_000), []);
        var finding = Assert.Single(report.Findings, IsSuspect);
        Assert.Equal((Confidence.Suspected, Level.Warning), (finding.Confidence, finding.Level));
        var change = Assert.Single(report.Changes!.Items);
        Assert.Equal((20, 23_000), (change.Before, change.After));
    }

    [Fact]
    public void Growth_of_which_nobody_left_in_between_is_likely_from_two_tracebacks() =>
        Check(
            Moments(Traceback(Group(5, "chan send", Push, ids: [1, 2, 3, 4, 5])), Traceback(Group(14, "chan send", Push, ids: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]))),
            "warning likely UP1001: 14 goroutines wait to send at order.go:52, and growing: 5 before");

    [Fact]
    public void Growth_with_turnover_is_not_told_from_two_tracebacks() =>
        Check(Moments(Traceback(Group(5, "chan send", Push, ids: [1, 2, 3, 4, 5])), Traceback(Group(14, "chan send", Push, ids: [1, 2, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]))));

    [Fact]
    public void Growth_in_text_profiles_is_found_though_they_know_no_states() =>
        Check(
            Moments([.. new[] { 5, 12, 20, 27, 35 }.Select(count => Snapshot(EvidenceKind.TextProfile, Group(count, "unknown", Push)))]),
            "warning likely UP6001: 35 goroutines are at order.go:52, and growing: 5 before");

    [Fact]
    public void Goroutines_that_the_program_counts_and_the_evidence_lacks_are_told() =>
        Assert.Contains(
            Diagnosis.Of([new Moment([Traceback(Group(5, "chan send", Push))]) { CountedByProgram = 9000 }], []).Notes,
            note => note.Contains("9000", StringComparison.Ordinal));

    [Fact]
    public void A_rule_that_throws_is_named_and_the_others_go_on()
    {
        var failures = new List<Diagnostic>();
        var evidence = new Evidence(Moments(Traceback(Group(4, "chan send (nil chan)", Push))));
        var found = Diagnosis.Examine([new Throwing(), .. RuleSet.All], evidence, failures);
        Assert.Equal("UP1003", Assert.Single(found).Finding.Rule.Id);
        Assert.Contains("UP9999", Assert.Single(failures).Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_is_asked_only_about_suspects_and_gives_its_title_to_the_surest_finding()
    {
        var evidence = new Evidence(Moments(Traceback(Group(4, "chan send (nil chan)", Push), Group(1, "running", "main.loop /app/loop.go:3"))));
        var finding = Assert.Single(Diagnosis.Merged(Diagnosis.Examine([new Explaining(), .. RuleSet.All], evidence, [])));
        Assert.Equal(("UP9998", Confidence.Proven), (finding.Rule.Id, finding.Confidence));
        Assert.Contains("a cause", finding.RuledOut);
    }

    [Fact]
    public void After_a_test_what_remains_of_the_users_is_likely_a_leak() =>
        CheckInTest(Traceback(
            Group(1, "running", "testing.(*M).Run testing/testing.go:2646 < main.main _testmain.go:50"),
            Group(3, "chan receive", "example.com/app.Fetch.func1 /app/fetch.go:7", "example.com/app.Fetch /app/fetch.go:6")),
            "warning likely UP1002: 3 goroutines wait to receive at fetch.go:7");

    [Fact]
    public void While_tests_run_their_goroutines_are_not_left_behind() =>
        CheckInTest(Traceback(
            Group(1, "chan receive", "testing.(*T).Run testing/testing.go:2268 < testing.runTests.func1 testing/testing.go:2744 < testing.runTests testing/testing.go:2742 < testing.(*M).Run testing/testing.go:2602 < main.main _testmain.go:50"),
            Group(3, "chan receive", "example.com/app.Fetch.func1 /app/fetch.go:7", "example.com/app.Fetch /app/fetch.go:6")));

    [Fact]
    public void After_a_test_a_library_that_should_be_shut_down_is_told_with_its_stop_call()
    {
        var report = Diagnosis.Of([Reading(Traceback(Group(1, "select", "github.com/robfig/cron/v3.(*Cron).run github.com/robfig/cron/v3@v3.0.1/cron.go:1", "github.com/robfig/cron/v3.(*Cron).Start github.com/robfig/cron/v3@v3.0.1/cron.go:2")))], new() { Context = EvidenceContext.Test });
        Assert.Contains("(*Cron).Stop", Assert.Single(report.Findings).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_are_sorted_worst_first()
    {
        var report = Of(Traceback(
            Group(9, "sync.Mutex.Lock", "main.a /app/a.go:1", minutes: [5]),
            Group(2, "chan send", "main.b /app/b.go:1", leaked: true),
            Group(7, "chan send", "main.c /app/c.go:1", leaked: true)));
        Assert.Equal(["c.go", "b.go", "a.go"], report.Findings.Select(finding => finding.Site!.Frame.File[5..]));
    }

    [Fact]
    public void Two_lines_of_one_function_have_fingerprints_of_their_own()
    {
        var report = Of(Traceback(Group(2, "chan send", "main.b /app/b.go:1", leaked: true), Group(2, "chan send", "main.b /app/b.go:9", leaked: true)));
        Assert.Equal(2, report.Findings.Select(finding => finding.Fingerprint).Distinct().Count());
    }

    [Fact]
    public void A_finding_keeps_its_fingerprint_when_lines_move_and_closures_are_renumbered() =>
        Assert.Equal(
            Of(Traceback(Group(2, "chan send", "main.b.func1 /app/b.go:10", leaked: true))).Findings.Single().Fingerprint,
            Of(Traceback(Group(5, "chan send", "main.b.func3.1 example.com/app/b.go:14", "main.b /app/b.go:13", leaked: true))).Findings.Single().Fingerprint);

    [Fact]
    public void The_goroutine_that_writes_the_profile_is_no_group() =>
        Assert.Empty(Of(Traceback(Group(1, "running", "runtime/pprof.writeGoroutineStacks runtime/pprof/pprof.go:816 < net/http.(*conn).serve net/http/server.go:2161"))).Groups);

    private static Report Of(params Snapshot[] snapshots) => Diagnosis.Of([Reading(snapshots)]);

    private static void Check(Snapshot snapshot, params string[] findings) => Check([snapshot], findings);

    private static void Check(Snapshot[] snapshots, params string[] findings) => Compare(Of(snapshots), findings);

    private static void Check(ImmutableArray<Moment> series, params string[] findings) => Compare(Diagnosis.Of(series, []), findings);

    private static void CheckInTest(Snapshot snapshot, params string[] findings)
    {
        var report = Of(snapshot);
        Assert.Equal(EvidenceContext.Test, report.Context);
        Compare(report, findings);
    }

    // Waits that one look cannot judge are notes of nearly every traceback: what is compared is what is louder or surer.
    private static void Compare(Report report, string[] findings) => Assert.Equal(
        findings,
        report.Findings.Where(IsSuspect).Select(finding => $"{finding.Level.ToString().ToLowerInvariant()} {finding.Confidence.ToString().ToLowerInvariant()} {finding.Rule.Id}: {finding.Title}"));

    private static bool IsSuspect(Finding finding) => finding.Level > Level.Note || finding.Confidence > Confidence.Suspected;

    private sealed class Explaining : CauseRule
    {
        public override RuleDoc Doc { get; } = new("UP9998", "explaining", FindingClass.Channel, "", "", "", "");

        public override int Specificity => 9;

        internal override Finding Explain(Evidence evidence, SiteGroup site) =>
            SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, []) with { RuledOut = ["a cause"] };
    }

    private sealed class Throwing : Rule
    {
        public override RuleDoc Doc { get; } = new("UP9999", "throwing", FindingClass.Channel, "", "", "", "");

        public override IEnumerable<Finding> Examine(Evidence evidence) => throw new InvalidOperationException("on purpose");
    }
}
