namespace Unpark.Tests;

/// <summary>Long output compared with a committed file; with UPDATE_EXPECTED=1 the file is rewritten instead, and its difference is read like code.</summary>
internal static class Golden
{
    /// <param name="file">From the root of the checkout: "docs/cli.md", "tests/Unpark.System.Tests/Cli/expected/text.goroutine.txt".</param>
    public static void Check(string file, string actual)
    {
        var path = Path.Combine(TestData.Root, file.Replace('/', Path.DirectorySeparatorChar));
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1") Rewrite(path, actual);
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected == actual) return;

        var line = FirstDifference(expected, actual);
        throw new InvalidOperationException($"{file}:{line + 1} is not as written now; run again with UPDATE_EXPECTED=1 and read the difference.\n"
            + $"expected: {LineAt(expected, line)}\nactual:   {LineAt(actual, line)}");
    }

    private static void Rewrite(string path, string actual)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, actual);
    }

    private static int FirstDifference(string expected, string actual)
    {
        var line = 0;
        while (LineAt(expected, line) == LineAt(actual, line)) line++;
        return line;
    }

    private static string LineAt(string text, int line)
    {
        var lines = text.Split('\n');
        return line < lines.Length ? lines[line] : "(no such line)";
    }
}
