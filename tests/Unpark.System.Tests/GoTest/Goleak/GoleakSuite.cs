using System.Text.RegularExpressions;

namespace Unpark.Tests.GoTest.Goleak;

/// <summary>A copy of a fixture module with goleak put into its tests, as its documentation says; no line moves.</summary>
internal static partial class GoleakSuite
{
    /// <summary>Where Debian's golang-uber-goleak-dev has its source; any other checkout will do.</summary>
    private static readonly string Source = Environment.GetEnvironmentVariable("UNPARK_GOLEAK") ?? "/usr/share/gocode/src/go.uber.org/goleak";

    private const string Import = "\"go.uber.org/goleak\"";

    // What was there before is of nobody: the kindest way to call it.
    private const string AtTheEnd = "goleak.VerifyTestMain(m, goleak.IgnoreCurrent())";

    public static bool IsInstalled => Directory.Exists(Source);

    /// <summary>One check for each package, after its last test.</summary>
    public static string WithTestMains(string module, string folder) => Write(module, folder, text => TestMain().IsMatch(text) ? WithGoleak(text) : text, (package, files) =>
        files.Any(TestMain().IsMatch)
            ? null
            : $"package {package}\n\nimport (\n\t{Import}\n\t\"testing\"\n)\n\nfunc TestMain(m *testing.M) {{ {AtTheEnd} }}\n");

    /// <summary>One check for each test, fuzz target and benchmark, after all of its clean-ups.</summary>
    public static string WithChecks(string module, string folder) => Write(module, folder, text => TestStart().Replace(text, "$0 checkLeaks($1); "), (package, _) =>
        $"package {package}\n\nimport (\n\t{Import}\n\t\"testing\"\n)\n\nfunc checkLeaks(t testing.TB) {{\n\tcurrent := goleak.IgnoreCurrent()\n\tt.Cleanup(func() {{ goleak.VerifyNone(t, current) }})\n}}\n");

    /// <param name="edit">A test file with goleak in it.</param>
    /// <param name="add">One more test file for a package clause, from the test files of its folder; null for none.</param>
    private static string Write(string module, string folder, Func<string, string> edit, Func<string, string[], string?> add)
    {
        Copy(Source, Path.Combine(folder, "goleak"), path => path.EndsWith(".go", StringComparison.Ordinal) && !path.EndsWith("_test.go", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "goleak", "go.mod"), "module go.uber.org/goleak\n\ngo 1.18\n");

        var copy = Path.Combine(folder, Path.GetFileName(module));
        Copy(module, copy, _ => true);
        File.AppendAllText(Path.Combine(copy, "go.mod"), "\nrequire go.uber.org/goleak v0.0.0\n\nreplace go.uber.org/goleak => ../goleak\n");
        foreach (var package in Directory.EnumerateFiles(copy, "*_test.go", SearchOption.AllDirectories).GroupBy(path => Path.GetDirectoryName(path)!).ToList()) Edit(package.Key, [.. package], edit, add);
        return copy;
    }

    private static void Edit(string folder, string[] paths, Func<string, string> edit, Func<string, string[], string?> add)
    {
        var texts = paths.Select(File.ReadAllText).ToArray();
        foreach (var (path, text) in paths.Zip(texts)) File.WriteAllText(path, edit(text));
        foreach (var (index, package) in texts.Select(text => PackageClause().Match(text).Groups[1].Value).Distinct().Index())
        {
            // A folder has one TestMain, in either of its packages.
            if (add(package, texts) is { } file) File.WriteAllText(Path.Combine(folder, $"goleak{index}_test.go"), file);
        }
    }

    private static string WithGoleak(string text) => LastRun().Replace(text.Replace("\"os\"", Import, StringComparison.Ordinal), AtTheEnd);

    private static void Copy(string from, string to, Predicate<string> isWanted)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(path => isWanted(path)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    [GeneratedRegex(@"^package (\w+)", RegexOptions.Multiline)]
    private static partial Regex PackageClause();

    [GeneratedRegex(@"func TestMain\(m \*testing\.M\)")]
    private static partial Regex TestMain();

    [GeneratedRegex(@"os\.Exit\(m\.Run\(\)\)")]
    private static partial Regex LastRun();

    [GeneratedRegex(@"func (?:Test|Fuzz|Benchmark)\w+\((\w) \*testing\.[TFB]\)\s*\{")]
    private static partial Regex TestStart();
}
