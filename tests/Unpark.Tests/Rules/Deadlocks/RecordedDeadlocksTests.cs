using System.Text.RegularExpressions;
using Unpark.Findings;

namespace Unpark.Tests.Rules.Deadlocks;

/// <summary>Dumps (debug=2) of small deadlocks, taken a moment after they happened, against the marks in the program that plays them.</summary>
public partial class RecordedDeadlocksTests
{
    private static readonly string Program = Path.Combine(TestData.Root, "tests", "Unpark.System.Tests", "programs", "deadlocks");

    private static readonly Dictionary<string, (string Rule, string Class)> Marks = MarksOf(Program);

    public static IEnumerable<object[]> All() =>
        from folder in Directory.GetDirectories(TestData.Path("deadlocks"), "go*").Order(StringComparer.Ordinal)
        from file in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal)
        select new object[] { Path.GetFileName(folder), Path.GetFileNameWithoutExtension(file) };

    [Theory]
    [MemberData(nameof(All))]
    public void Every_stuck_line_is_told_with_its_kind_from_one_dump_without_minutes(string version, string name)
    {
        var report = Of(version, name);
        var expected = report.Groups.Select(group => PlaceOf(group.Site!.Frame)).Where(Marks.ContainsKey).Distinct().Select(place => $"{place} {Marks[place].Rule} {Marks[place].Class} Likely");
        var found = report.Findings.Where(finding => finding.Level > Level.Note)
            .Select(finding => $"{PlaceOf(finding.Site!.Frame)} {finding.Rule.Id} {finding.Class.ToString().ToLowerInvariant()} {finding.Confidence}");
        Assert.NotEmpty(report.Findings);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static Report Of(string version, string name)
    {
        using var stream = TestData.Open($"deadlocks/{version}/{name}.txt");
        return Diagnosis.Of([EvidenceReader.Read(stream, $"{name}.txt")]);
    }

    private static string PlaceOf(Unpark.Model.Frame frame) => $"{Path.GetFileName(frame.File)}:{frame.Line}";

    private static Dictionary<string, (string Rule, string Class)> MarksOf(string folder) =>
        (from file in Directory.GetFiles(folder, "*.go")
         from line in File.ReadLines(file).Index()
         let mark = Mark().Match(line.Item)
         where mark.Success
         select (Place: $"{Path.GetFileName(file)}:{line.Index + 1}", Rule: mark.Groups[1].Value, Class: mark.Groups[2].Value))
        .ToDictionary(mark => mark.Place, mark => (mark.Rule, mark.Class));

    [GeneratedRegex(@"// want (UP\d{4}) (\w+)$")]
    private static partial Regex Mark();
}
