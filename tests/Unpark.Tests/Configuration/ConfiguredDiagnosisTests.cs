using Unpark.Configuration;
using Unpark.Findings;
using Unpark.Model;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Configuration;

/// <summary>What a configuration changes in a diagnosis.</summary>
public sealed class ConfiguredDiagnosisTests
{
    private const string Loop = "main.(*Worker).take /app/worker.go:30 < main.(*Worker).loop /app/worker.go:12";
    private const string Handler = "example.com/shop.handle /app/shop.go:9 < main.(*Worker).loop /app/worker.go:12";

    private const string LoopIsKnown = """
        known:
        - function: main.(*Worker).loop
          library: our pool
          verdict: background
        """;

    [Fact]
    public void Without_a_configuration_the_users_own_goroutine_is_a_finding() => Check("", ["worker.go:30"], Group(9, "chan receive", Loop));

    [Fact]
    public void A_goroutine_users_know_is_what_they_named_it() => Check(LoopIsKnown, [], Group(9, "chan receive", Loop));

    [Fact]
    public void A_frame_of_another_package_makes_it_that_packages() => Check(LoopIsKnown, ["shop.go:9"], Group(9, "chan receive", Handler));

    [Theory]
    [InlineData("frame: main.(*Worker).take")]
    [InlineData("entry: main.(*Worker).*")]
    [InlineData("creator: main.start")]
    [InlineData("label: team=pay*")]
    [InlineData("label: team")]
    [InlineData("frame: main.*\n  creator: main.start")]
    public void What_is_ignored_is_no_finding(string pattern) =>
        Check($"ignore:\n- {pattern}\n  reason: by design", [], Group(9, "chan receive", Loop, "main.start.func1 /app/main.go:5") with { Labels = [new("team", "payments")] });

    [Theory]
    [InlineData("frame: main.(*Worker).give")]
    [InlineData("entry: main.(*Worker).take")]
    [InlineData("creator: main.stop")]
    [InlineData("label: team=food")]
    [InlineData("library: main")]
    [InlineData("frame: main.*\n  creator: main.stop")]
    public void What_does_not_fit_stays_a_finding(string pattern) =>
        Check($"ignore:\n- {pattern}\n  reason: by design", ["worker.go:30"], Group(9, "chan receive", Loop, "main.start.func1 /app/main.go:5") with { Labels = [new("team", "payments")] });

    [Fact]
    public void A_library_is_ignored_by_its_name()
    {
        var sql = Group(9, "select", "database/sql.(*DB).connectionOpener /go/src/database/sql/sql.go:1218", "database/sql.OpenDB /go/src/database/sql/sql.go:833");
        Check("", ["sql.go:1218"], sql);
        Check("ignore:\n- library: database/sql\n  reason: by design", [], sql);
    }

    [Fact]
    public void What_is_left_out_and_what_was_not_needed_is_said()
    {
        var report = Diagnose("ignore:\n- frame: main.*\n  reason: by design\n- frame: other.*\n  reason: old", Group(9, "chan receive", Loop));
        var omission = Assert.Single(report.LeftOut);
        Assert.Equal("9 goroutines, from the findings: c.yaml:2 ignores them: by design", $"{omission.What}: {omission.Why}");
        Assert.Contains(report.Notes, note => note.StartsWith("c.yaml:4: no goroutine of this evidence fits", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Notes, note => note.StartsWith("c.yaml:2", StringComparison.Ordinal));
        Assert.Equal(9, report.Total);
        Assert.Single(report.Groups);
    }

    [Fact]
    public void What_the_runtime_proves_is_ignored_too_where_the_user_says_so()
    {
        var stuck = Group(9, "chan send", Loop, "main.start /app/main.go:5");
        var moment = new Moment([Traceback(stuck), LeakProfile(stuck with { CreatedBy = null })]);
        Assert.NotEmpty(Diagnosis.Of([moment], []).Findings);
        Assert.Empty(Diagnosis.Of([moment], [], OptionsOf("ignore:\n- creator: main.start\n  reason: x", null)).Findings);
    }

    private static void Check(string yaml, string[] places, GoroutineGroup group) =>
        Assert.Equal(places, Diagnose(yaml, group).Findings.Where(finding => finding.Level > Level.Note || finding.Site?.Library is not null).Select(finding => finding.Site!.Frame.Place.Split('/')[^1]));

    private static Report Diagnose(string yaml, GoroutineGroup group) => Diagnosis.Of([Reading(Traceback(group))], OptionsOf(yaml, EvidenceContext.Test));

    private static DiagnosisOptions OptionsOf(string yaml, EvidenceContext? context) =>
        new() { Context = context, Configuration = ConfigurationReader.Read(yaml, "c.yaml") };
}
