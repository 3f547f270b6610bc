namespace Unpark.Tests.Patches;

/// <summary>What is proposed for stuck lines of the files in <c>cases</c>: <c>channels.go</c> and what is said of it in <c>channels.diff</c>.</summary>
public sealed class PatcherTests
{
    private const string Folder = "tests/Unpark.Tests/Patches/cases";

    public static IEnumerable<object[]> Cases() =>
        Directory.GetFiles(Path.Combine(TestData.Root, Folder), "*.go").Order(StringComparer.Ordinal).Select(file => new object[] { Path.GetFileNameWithoutExtension(file) });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_stuck_line_has_the_smallest_change_that_is_right(string name) => Check(name);

    [Fact]
    public void What_only_looks_like_a_case_has_no_patch() =>
        Assert.DoesNotContain("@@", File.ReadAllText(Path.Combine(TestData.Root, Folder, "refusals.diff")), StringComparison.Ordinal);

    private static void Check(string name) =>
        Golden.Check($"{Folder}/{name}.diff", new PatchCases(Path.Combine(TestData.Root, Folder, $"{name}.go")).Described());
}
