namespace Unpark.Tests;

/// <summary>docs/accuracy.md, and other pages: tables stand between marks such as <c>&lt;!-- patterns --&gt;</c> and are written by the tests that measure them.</summary>
internal static class AccuracyPage
{
    private const string Accuracy = "docs/accuracy.md";

    /// <summary>What stands in a block must be what is measured now; with UPDATE_EXPECTED=1 it is rewritten.</summary>
    public static void Check(string block, string measured, string page = Accuracy) => Golden.Check(page, With(page, block, measured));

    /// <summary>The same for what differs from run to run: only rewritten when asked to, never compared.</summary>
    public static void Update(string block, string measured, string page = Accuracy)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1") Check(block, measured, page);
    }

    private static string With(string file, string block, string measured)
    {
        var page = File.ReadAllText(Path.Combine(TestData.Root, file));
        var (start, end) = ($"<!-- {block} -->\n", $"<!-- /{block} -->");
        var (from, to) = (page.IndexOf(start, StringComparison.Ordinal) + start.Length, page.IndexOf(end, StringComparison.Ordinal));
        if (from < start.Length || to < from) throw new InvalidOperationException($"{file} has no block {block}");
        return page[..from] + measured + page[to..];
    }
}
