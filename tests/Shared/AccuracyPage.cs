namespace Unpark.Tests;

/// <summary>docs/accuracy.md: its tables stand between marks such as <c>&lt;!-- patterns --&gt;</c> and are written by the tests that measure them.</summary>
internal static class AccuracyPage
{
    private const string File = "docs/accuracy.md";

    /// <summary>What stands in a block must be what is measured now; with UPDATE_EXPECTED=1 it is rewritten.</summary>
    public static void Check(string block, string measured) => Golden.Check(File, With(block, measured));

    /// <summary>The same for what differs from run to run: only rewritten when asked to, never compared.</summary>
    public static void Update(string block, string measured)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1") Check(block, measured);
    }

    private static string With(string block, string measured)
    {
        var page = System.IO.File.ReadAllText(Path.Combine(TestData.Root, File));
        var (start, end) = ($"<!-- {block} -->\n", $"<!-- /{block} -->");
        var (from, to) = (page.IndexOf(start, StringComparison.Ordinal) + start.Length, page.IndexOf(end, StringComparison.Ordinal));
        if (from < start.Length || to < from) throw new InvalidOperationException($"{File} has no block {block}");
        return page[..from] + measured + page[to..];
    }
}
