using System.Globalization;
using System.Text.RegularExpressions;

namespace Unpark.Tests.GoTest;

/// <summary>Goroutines of one test at one place, as "package:test place xN".</summary>
/// <param name="Package">Folder below the module, with slashes.</param>
/// <param name="Test">"TestTable/bad"; "~TestTable" where only the place of the code tells it; "?" where nothing does.</param>
/// <param name="Place">"plain/plain.go:8" below the module; the package, "net/http", where they wait in no file of the module.</param>
/// <param name="IsNote">Told, but no reason to fail.</param>
internal sealed partial record LeftMark(string Package, string Test, string Place, long Count, bool IsNote = false) : IComparable<LeftMark>
{
    /// <summary>What the comments "// left: ..." of a module expect of a Go version; see tests/fixtures/gotest/README.md.</summary>
    public static IReadOnlyList<LeftMark> Of(string module, GoToolchain go) =>
    [
        .. Summed(
            from path in Directory.EnumerateFiles(module, "*.go*", SearchOption.AllDirectories)
            let lines = System.IO.File.ReadAllLines(path)
            where !(Since().Match(lines[0]) is { Success: true } since && Number(since, "minor") > go.Minor)
            from line in lines.Index()
            let match = Form().Match(line.Item)
            where match.Success
            from mark in Parse(Relative(module, path), line.Index + 1, match, go)
            select mark),
    ];

    /// <summary>One for all of a test at a place, in order.</summary>
    public static IEnumerable<LeftMark> Summed(IEnumerable<LeftMark> marks) =>
        marks.GroupBy(mark => mark with { Count = 0 }).Select(same => same.Key with { Count = same.Sum(mark => mark.Count) }).Order();

    /// <summary>"example.com/suite/plain" -> "plain"</summary>
    public static string PackageIn(string module, string path) =>
        new[] { $"example.com/{module}/", $"example.com/{module}", "example.com/" }
            .Where(start => path.StartsWith(start, StringComparison.Ordinal)).Select(start => path[start.Length..]).FirstOrDefault(path);

    /// <summary>"net/http.(*persistConn).readLoop" -> "net/http"</summary>
    public static string LibraryOf(string function) => function[..function.IndexOf('.', function.LastIndexOf('/') + 1)];

    public int CompareTo(LeftMark? other) => string.CompareOrdinal(ToString(), other?.ToString());

    public override string ToString() => $"{Package}:{Test} {Place} x{Count}{(IsNote ? ", a note" : "")}";

    private static IEnumerable<LeftMark> Parse(string file, int line, Match match, GoToolchain go)
    {
        var text = match.Groups["later"].Success && Number(match, "minor") <= go.Minor ? match.Groups["later"] : match.Groups["tests"];
        foreach (var one in text.Value.Split(", "))
        {
            var parts = One().Match(one);
            Assert.True(parts.Success, $"{file}:{line}: '{one}' is not of the form of tests/fixtures/gotest/README.md");
            yield return new(
                parts.Groups["package"].Success ? parts.Groups["package"].Value : Path.GetDirectoryName(file)!.Replace('\\', '/'),
                parts.Groups["test"].Value,
                match.Groups["library"] is { Success: true } library ? library.Value : $"{file.Replace(".go.new", ".go", StringComparison.Ordinal)}:{line}",
                parts.Groups["count"].Success ? Number(parts, "count") : 1,
                match.Groups["note"].Success);
        }
    }

    private static string Relative(string module, string path) => Path.GetRelativePath(module, path).Replace('\\', '/');

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^//go:build go1\.(?<minor>\d+)$")]
    private static partial Regex Since();

    [GeneratedRegex(@"// (left|(?<note>note))( in (?<library>[\w/]+))?: (?<tests>[^()]+?)( \(go1\.(?<minor>\d+): (?<later>.+)\))?$")]
    private static partial Regex Form();

    [GeneratedRegex(@"^((?<package>[\w/.]+):)?(?<test>\?|~?[\w/#]+)( x(?<count>\d+))?$")]
    private static partial Regex One();
}
