using Unpark.Findings;
using Unpark.Model;
using Unpark.Model.Profiles;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Rules;

/// <summary>What a wait is called, and why, from the evidence around it.</summary>
public class CauseRuleTests
{
    private const string Started = "main.start /app/a.go:9";

    // The sampled program's places by name; it waits where it says, in every Go version.
    private static readonly Dictionary<string, string[]> RulesByName = new(StringComparer.Ordinal)
    {
        ["send"] = ["UP1001"],
        ["recv"] = ["UP1002", "UP5003"],
        ["ctx"] = ["UP1002", "UP5003"],
        ["range"] = ["UP1005"],
        ["select"] = ["UP1006", "UP5003"],
        ["nilsend"] = ["UP1003"],
        ["selectnone"] = ["UP1004"],
        ["waitgroup"] = ["UP3020"],
        ["cond"] = ["UP3021"],
        ["ticker"] = ["UP1006"],
    };

    public static IEnumerable<object[]> Versions() => TestData.GoVersions.Select(version => new object[] { version });

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_place_of_the_sampled_program_is_called_by_what_it_waits_for(string version)
    {
        var report = Diagnosis.Of([.. new[] { "goroutine-debug2.txt", "goroutine.pb.gz" }.Select(file => Read($"{version}/{file}"))]);
        foreach (var site in TestData.Expected(version).GetProperty("leaky_program").GetProperty("sites").EnumerateArray())
        {
            if (!RulesByName.TryGetValue(site.GetProperty("name").GetString()!, out var rules)) continue;
            var finding = Assert.Single(report.Findings, finding => finding.Site?.Frame.Place == site.GetProperty("site").GetString());
            Assert.Contains(finding.Rule.Id, rules);
        }
    }

    [Fact]
    public void A_wait_that_one_look_cannot_judge_is_a_note_with_its_class() =>
        Check("note suspected UP3020 WaitGroup", Traceback(Group(1, "sync.WaitGroup.Wait", "main.a /app/a.go:3")));

    [Fact]
    public void What_another_rule_suspects_is_not_called_a_wait_that_nobody_can_judge()
    {
        var finding = Assert.Single(Of(Traceback(Group(4, "chan send", "main.a /app/a.go:3", leaked: true))).Findings);
        Assert.DoesNotContain(finding.Because, reason => reason.StartsWith("only another goroutine", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_thousand_lines_a_hundred_are_named() =>
        Assert.Equal(100, Of(Traceback([.. Enumerable.Range(1, 1000).Select(line => Group(1, "chan receive", $"main.a /app/a.go:{line}"))])).Findings.Length);

    [Fact]
    public void Main_that_waits_for_the_end_of_a_service_is_not_even_a_note() => Check("", Traceback(Group(1, "chan receive", "main.main /app/main.go:3")));

    [Fact]
    public void Main_that_waited_when_a_signal_ended_the_program_is_a_note() =>
        Check("note suspected UP1002 Channel", Crash(CrashKind.Signal, "SIGQUIT: quit", Group(1, "chan receive", "main.main /app/main.go:3")));

    [Theory]
    [InlineData(1, "note suspected UP1001 Channel")]
    [InlineData(2, "warning suspected UP1001 Channel")]
    public void A_send_is_suspected_from_the_second_minute_on(int minutes, string expected) =>
        Check(expected, Traceback(Group(1, "chan send", "main.a /app/a.go:3", minutes: [minutes])));

    [Fact]
    public void Senders_whose_starters_have_all_ended_are_suspected() =>
        Check("warning suspected UP1001 Channel", Traceback(By(Group(2, "chan send", "main.start.func1 /app/a.go:10", Started), (20, 5), (21, 6))));

    [Fact]
    public void Senders_one_of_whose_starters_lives_are_not() =>
        Check(
            "note suspected UP1001 Channel",
            Traceback(By(Group(2, "chan send", "main.start.func1 /app/a.go:10", Started), (20, 5), (21, 6)), Group(1, "IO wait", "main.start /app/a.go:12", ids: [6])));

    [Fact]
    public void One_sender_whose_starter_has_ended_may_make_values_for_whoever_asks() =>
        Check("note suspected UP1001 Channel", Traceback(By(Group(1, "chan send", "main.start.func1 /app/a.go:10", Started), (20, 5))));

    [Fact]
    public void A_WaitGroup_is_suspected_when_all_it_waits_for_wait_to_send()
    {
        var report = Of(Traceback(Group(1, "sync.WaitGroup.Wait", "main.start /app/a.go:20"), Group(3, "chan send", "main.start.func1 /app/a.go:10", Started)));
        var wait = report.Findings.Single(finding => finding.Site!.Frame.Line == 20);
        Assert.Equal(Level.Warning, wait.Level);
        Assert.Contains(wait.Because, reason => reason.StartsWith("all that are left of the goroutines it waits for are stuck", StringComparison.Ordinal));
    }

    [Fact]
    public void A_WaitGroup_is_not_suspected_when_those_it_waits_for_may_be_idle()
    {
        var report = Of(Traceback(Group(1, "sync.WaitGroup.Wait", "main.start /app/a.go:20"), Group(3, "chan receive", "main.start.func1 /app/a.go:10", Started)));
        Assert.DoesNotContain(report.Findings, finding => finding.Level > Level.Note);
        Assert.StartsWith("First let the goroutines at a.go:10 end", report.Findings.Single(finding => finding.Rule.Id == "UP3020").Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UP5003", 40L, 41L, 42L, 43L)]
    [InlineData("UP1002", 40L, 50L, 60L, 70L)]
    [InlineData("UP1002", 40L, 41L)]
    public void Workers_are_a_pool_when_they_were_started_in_one_go(string rule, params long[] ids) =>
        Check($"note suspected {rule} Channel", Traceback(Group(ids.Length, "chan receive", "main.work /app/a.go:10", Started, ids: ids)));

    [Fact]
    public void A_queue_that_moves_is_one_of_goroutines_without_a_bound()
    {
        var queue = Group(30, "chan send", "main.start.func1 /app/a.go:10", Started);
        var ahead = Group(2, "sleep", "time.Sleep runtime/time.go:1 < main.index /app/i.go:3 < main.start.func1 /app/a.go:11", Started);
        Assert.Equal("UP5004", Of(Traceback(queue, ahead)).Findings[0].Rule.Id);
        Assert.Equal("UP1001", Of(Traceback(queue)).Findings[0].Rule.Id);
    }

    [Theory]
    [InlineData("runtime.chanrecv2", "UP1005")]
    [InlineData("runtime.chanrecv1", "UP1002")]
    public void A_profile_tells_a_range_from_a_plain_receive(string call, string rule) =>
        Check(
            $"note suspected {rule} Channel",
            Profile(Group(4, "chan receive", $"runtime.gopark runtime/proc.go:1 < runtime.chanrecv runtime/chan.go:667 < {call} runtime/chan.go:5 < main.a /app/a.go:3")));

    [Fact]
    public void A_growing_line_of_sleeps_is_a_loop_of_the_class_timer() =>
        CheckGrowing("warning likely UP2002 Timer", "sleep", "time.Sleep runtime/time.go:1 < main.poll /app/a.go:3");

    [Fact]
    public void Growing_goroutines_of_NotifyContext_are_contexts_that_nobody_ended() =>
        CheckGrowing("warning likely UP2001 Context", "select", "runtime.gopark runtime/proc.go:1 < runtime.selectgo runtime/select.go:1 < os/signal.NotifyContext.func1 os/signal/signal.go:304");

    [Fact]
    public void A_line_caught_running_and_waiting_in_every_look_is_a_loop()
    {
        var looks = new[] { 5, 12, 20, 27, 35 }.Select((count, index) => Profile(
            Group(count - 2, "chan receive", "runtime.chanrecv2 runtime/chan.go:5 < main.tick /app/a.go:3"), Group(2, "running or runnable", "main.tick /app/a.go:3")).At(index * 10));
        Assert.Equal(("UP2002", FindingClass.Timer), Diagnosis.Of(Moments([.. looks]), []).Findings.Select(finding => (finding.Rule.Id, finding.Class)).First());
    }

    [Fact]
    public void A_deferred_call_that_waits_holds_up_the_panic_below_it() =>
        Assert.Equal(
            "1 goroutine waits for a WaitGroup at a.go:3 in the middle of a panic that began at a.go:9",
            Of(Traceback(Group(1, "sync.WaitGroup.Wait", "sync.(*WaitGroup).Wait sync/waitgroup.go:1 < main.(*C).Close /app/a.go:3 < panic runtime/panic.go:1 < main.(*C).Get /app/a.go:9"))).Findings[0].Title);

    [Theory]
    [InlineData("UP4007", "select", "io.(*pipe).write io/pipe.go:86 < main.feed /app/a.go:3")]
    [InlineData("UP3020", "sync.WaitGroup.Wait", "sync.(*WaitGroup).Wait sync/waitgroup.go:206")]
    public void After_a_test_what_its_own_code_made_wait_in_a_library_is_left_behind(string rule, string state, string stack)
    {
        var report = Diagnosis.Of([Reading(Traceback(Group(1, state, stack, Started)))], new() { Context = EvidenceContext.Test });
        Assert.Equal((rule, Confidence.Likely, Level.Warning), report.Findings.Select(finding => (finding.Rule.Id, finding.Confidence, finding.Level)).Single());
        Assert.Matches(@"\ba\.go:[39]\b", report.Findings[0].Fix);
    }

    [Fact]
    public void A_profile_leaves_open_since_when() =>
        Assert.Contains(Of(Profile(Group(1, "chan send", "main.a /app/a.go:3") with { StateIsDerived = true })).Findings[0].Unknown, text => text.Contains("--traceback", StringComparison.Ordinal));

    private static void Check(string expected, Snapshot snapshot) => Compare(expected, Of(snapshot));

    private static void CheckGrowing(string expected, string state, string stack) => Compare(expected, Diagnosis.Of(
        Moments([.. new[] { 5, 12, 20, 27, 35 }.Select((count, index) => Profile(Group(count, state, stack)).At(index * 10))]), []));

    private static void Compare(string expected, Report report) => Assert.Equal(
        expected,
        string.Join("; ", report.Findings.Select(finding => $"{Verdict.Word(finding.Level)} {Verdict.Word(finding.Confidence)} {finding.Rule.Id} {finding.Class}")));

    private static GoroutineGroup By(GoroutineGroup group, params (long Id, long Creator)[] ids) =>
        group with { Goroutines = [.. ids.Select(one => new Goroutine(one.Id, one.Creator))] };

    private static Report Of(Snapshot snapshot) => Diagnosis.Of([Reading(snapshot)]);

    private static Reading Read(string file)
    {
        using var stream = TestData.Open(file);
        return EvidenceReader.Read(stream, file);
    }
}
