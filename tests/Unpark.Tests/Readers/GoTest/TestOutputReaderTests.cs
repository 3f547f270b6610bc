using System.Text;
using Unpark.Readers.GoTest;

namespace Unpark.Tests.Readers.GoTest;

public sealed class TestOutputReaderTests
{
    [Theory]
    [InlineData("go1.19.8", "panic-test-timeout.txt", "example.com/tmo")]
    [InlineData("go1.27.4", "panic-test-timeout.txt", "example.com/tmo")]
    [InlineData("go1.19.8", "panic-test-timeout.jsonl", "example.com/tmo")]
    [InlineData("go1.27.4", "panic-test-timeout.jsonl", "example.com/tmo")]
    [InlineData("go1.27.4", "race-test.txt", "example.com/race")]
    [InlineData("go1.27.4", "race-test.jsonl", "example.com/race")]
    public void A_dump_is_given_to_the_package_named_behind_it(string version, string file, string package) =>
        Check(TestData.Bytes($"{version}/{file}"), package);

    [Theory]
    [InlineData("panic-test-timeout")]
    [InlineData("race-test")]
    public void Events_and_plain_output_hold_the_same_evidence(string name)
    {
        var (plain, events) = (Evidence($"{name}.txt"), Evidence($"{name}.jsonl"));
        Assert.Equal(plain.Snapshots.Select(snapshot => snapshot.Groups.Length), events.Snapshots.Select(snapshot => snapshot.Groups.Length));
        Assert.Equal(plain.Races.Length, events.Races.Length);
    }

    [Fact]
    public void Each_package_has_its_own_text() => Check(
        "goroutine 1\nFAIL\ta/one\t0.1s\nPASS\nok  \ta/two\t0.1s\nWARNING: DATA RACE\nGoroutine 7\nFAIL\ta/three [build failed]\n?   \ta/four\t[no test files]\nFAIL\n",
        "a/one", "a/three");

    [Fact]
    public void Events_of_packages_that_run_side_by_side_are_told_apart()
    {
        var texts = Read("""
            {"Action":"output","Package":"a","Output":"goroutine 1 "}
            {"Action":"output","Package":"b","Output":"goroutine 2 "}
            {"Action":"output","Package":"a","Test":"TestX","Output":"[running]:\n"}
            {"Action":"output","Package":"b","Output":"[select]:\n"}
            {"Action":"fail","Package":"a"}
            """);
        Assert.Equal([("a", "goroutine 1 [running]:\n"), ("b", "goroutine 2 [select]:\n")], texts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"Action\":7}\n{\"Package\":\"x\"}\n{}\n[]")]
    [InlineData("ok  \ta\t0.1s\n")]
    public void Where_nothing_is_told_nothing_is_read(string text) => Check(text);

    [Fact]
    public void A_dump_behind_which_nothing_stands_has_no_package() => Check("goroutine 1 [running]:\n", "");

    private static void Check(byte[] output, params string[] packages) => Check(Encoding.UTF8.GetString(output), packages);

    private static void Check(string output, params string[] packages) => Assert.Equal(packages, Read(output).Select(one => one.Package));

    private static List<(string Package, string Text)> Read(string output) => [.. TestOutputReader.Read(new StringReader(output))];

    private static Unpark.Model.Reading Evidence(string file)
    {
        var text = Assert.Single(Read(Encoding.UTF8.GetString(TestData.Bytes($"go1.27.4/{file}")))).Text;
        return EvidenceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), file);
    }
}
