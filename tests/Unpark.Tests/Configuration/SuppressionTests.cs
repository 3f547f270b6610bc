using Unpark.Configuration;
using Unpark.Findings;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Configuration;

/// <summary>Findings that the <c>suppress:</c> section tolerates, and what is said of entries that do not.</summary>
public sealed class SuppressionTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("rule: UP1003")]
    [InlineData("rule: nil-channel")]
    [InlineData("rule: Nil-Channel")]
    [InlineData("function: main.(*Worker).take")]
    [InlineData("function: main.*")]
    [InlineData("file: '*/worker.go'")]
    [InlineData("rule: UP1003\n  file: /app/*")]
    [InlineData("rule: UP1003\n  expires: 2026-11-21")]
    public void What_fits_is_tolerated(string entry)
    {
        var report = Diagnose(entry);
        Assert.Empty(report.Findings);
        Assert.Equal((SuppressionKind.Configuration, "by design"), (report.Suppressed[0].Suppression.Kind, report.Suppressed[0].Suppression.Reason));
        Assert.DoesNotContain(report.Notes, note => note.Contains("c.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fingerprint_out_of_a_report_fits()
    {
        var fingerprint = Diagnose("rule: none").Findings[0].Fingerprint;
        Assert.Empty(Diagnose($"fingerprint: {fingerprint}").Findings);
    }

    [Theory]
    [InlineData("rule: UP1004")]
    [InlineData("function: main.take")]
    [InlineData("file: worker.go")]
    [InlineData("fingerprint: 0000000000000000")]
    [InlineData("rule: UP1003\n  function: other.*")]
    public void What_does_not_fit_counts_and_the_entry_is_named(string entry)
    {
        var report = Diagnose(entry);
        Assert.Single(report.Findings);
        Assert.Contains("c.yaml:2: no finding of this evidence fits this entry of suppress; where none ever does, it can go.", report.Notes);
    }

    [Fact]
    public void An_entry_whose_rule_does_not_exist_says_so() =>
        Assert.Contains("c.yaml:2: there is no rule \"UP9999\" for this entry of suppress; 'unpark rules' lists them.", Diagnose("rule: UP9999").Notes);

    [Fact]
    public void An_expired_entry_tolerates_nothing_and_is_named()
    {
        var report = Diagnose("rule: UP1003\n  expires: 2026-11-20");
        Assert.Single(report.Findings);
        Assert.Equal("c.yaml:2: this entry of suppress (by design) expired on 2026-11-20; what it fits counts again", Assert.Single(report.Diagnostics).ToString());
    }

    [Fact]
    public void An_expired_entry_that_fits_nothing_can_go() =>
        Assert.EndsWith("expired on 2026-11-20; and it fits nothing: it can go", Assert.Single(Diagnose("rule: UP1004\n  expires: 2026-11-20").Diagnostics).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_a_day_nothing_expires() => Assert.Empty(Diagnose("rule: UP1003\n  expires: 2000-01-01", today: null).Findings);

    [Fact]
    public void The_verdict_of_what_is_only_tolerated_is_nothing_new() =>
        Assert.Equal("Nothing new: 9 goroutines, 1 place; 1 finding suppressed.", Verdict.Of(Diagnose("rule: UP1003")));

    private static Report Diagnose(string entry) => Diagnose(entry, Today);

    private static Report Diagnose(string entry, DateOnly? today) => Diagnosis.Of(
        [Reading(Traceback(Group(9, "chan send (nil chan)", "main.(*Worker).take /app/worker.go:30 < main.(*Worker).loop /app/worker.go:12")))],
        new() { Today = today, Configuration = ConfigurationReader.Read($"suppress:\n- {entry}\n  reason: by design", "c.yaml") });
}
