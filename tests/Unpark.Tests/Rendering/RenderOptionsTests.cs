using Unpark.Findings;
using Unpark.Rendering;

namespace Unpark.Tests.Rendering;

/// <summary>Which findings fail a run, by --fail-on.</summary>
public sealed class RenderOptionsTests
{
    [Theory]
    [InlineData(Confidence.Proven, Confidence.Likely, Level.Error, false)]
    [InlineData(Confidence.Proven, Confidence.Proven, Level.Warning, true)]
    [InlineData(Confidence.Likely, Confidence.Suspected, Level.Error, false)]
    [InlineData(Confidence.Likely, Confidence.Likely, Level.Warning, true)]
    [InlineData(Confidence.Likely, Confidence.Proven, Level.Warning, true)]
    [InlineData(Confidence.Suspected, Confidence.Suspected, Level.Warning, true)]
    [InlineData(Confidence.Suspected, Confidence.Proven, Level.Note, false)]
    public void A_finding_fails_from_the_confidence_asked_for_and_a_note_never(Confidence from, Confidence confidence, Level level, bool fails) =>
        Assert.Equal(fails, new RenderOptions { FailOn = from }.Fails(Reports.Bare with { Confidence = confidence, Level = level }));

    [Fact]
    public void With_never_nothing_fails() =>
        Assert.False(new RenderOptions { FailOn = null }.Fails(Reports.Bare with { Confidence = Confidence.Proven, Level = Level.Error }));
}
