namespace Unpark.Tests.Accuracy.Causes;

/// <summary>Beside those that are stuck the blind programs have goroutines that are well: a finding may be about them, but nobody is to blame.</summary>
public sealed class HealthyBesideTests
{
    private static readonly string Round = Path.Combine(TestData.Root, "tests", "fixtures", "blind", "fourth");

    [Theory]
    [InlineData("ctx-collector", "collection.go", 33)]
    [InlineData("ctx-applywait", "store.go", 49)]
    [InlineData("ctx-applywait", "main.go", 20)]
    [InlineData("chan-configreload", "manager.go", 59)]
    [InlineData("range-watchmux", "mux.go", 85)]
    [InlineData("select-transport", "main.go", 25)]
    public void Nobody_is_blamed_for_a_goroutine_that_is_well(string program, string file, int line)
    {
        var folder = Path.Combine(Round, program);
        var said = Said.Of([Directory.GetFiles(folder, "evidence.*").Single()], "--src", Round);
        Assert.Null(Assert.Single(said, finding => finding.Line == line && finding.File.EndsWith($"/{file}", StringComparison.Ordinal) && finding.Name != "endless-loop").Cause);
    }
}
