using System.Collections.Immutable;
using Unpark.Findings;

namespace Unpark.Tests.Rules;

/// <summary>UP6003 on tracebacks of programs that were 25 minutes old: tests/data/ages.</summary>
public class AccumulatingSiteTests
{
    [Theory]
    [InlineData("abandoned-sender.go1.27", 1200)]
    [InlineData("abandoned-sender.go1.19", 1200)]
    [InlineData("pool-never-shut-down.go1.27", 720)]
    [InlineData("sql-rows-not-closed.go1.19", 120)]
    [InlineData("body-not-closed.go1.27", 600)]
    public void A_leak_is_likely_from_one_dump_and_its_rate_is_within_the_bounds(string dump, double perHour)
    {
        var finding = Assert.Single(Of(dump), finding => finding.Level > Level.Note);
        Assert.Equal((Confidence.Likely, AgeShape.Accumulating), (finding.Confidence, finding.Ages!.Shape));
        Assert.Contains(finding.Because, reason => reason.StartsWith("ages of every length", StringComparison.Ordinal));
        Assert.InRange(perHour, finding.Ages.Low!.Value, finding.Ages.High!.Value);
    }

    [Fact]
    public void A_wait_for_the_other_side_of_a_connection_is_only_a_note() =>
        Assert.All(Of("read-without-deadline.go1.27"), finding => Assert.Equal((Confidence.Suspected, Level.Note), (finding.Confidence, finding.Level)));

    [Theory]
    [InlineData("healthy.go1.27")]
    [InlineData("healthy.go1.19")]
    [InlineData("prometheus")]
    [InlineData("etcd")]
    public void A_healthy_program_has_no_finding_above_a_note(string dump) => Assert.All(Of(dump), finding =>
    {
        Assert.Equal((Confidence.Suspected, Level.Note), (finding.Confidence, finding.Level));
        Assert.NotEmpty(finding.Unknown);
    });

    private static ImmutableArray<Finding> Of(string dump)
    {
        using var bytes = File.OpenRead(TestData.Path($"ages/{dump}.txt.gz"));
        return Diagnosis.Of([EvidenceReader.Read(bytes, dump)]).Findings;
    }
}
