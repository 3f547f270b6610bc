using System.Globalization;
using System.Text.RegularExpressions;
using Unpark.Analysis.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Tests.Cli;

/// <summary>The tables of <c>unpark top</c> against those of <c>go tool pprof</c> over the same files.</summary>
public class PprofAgreementTests
{
    public static IEnumerable<object[]> All() => TestData.Files("*.pb.gz");

    [GoTheory]
    [MemberData(nameof(All))]
    public void Top_counts_what_pprof_counts(string version, string file)
    {
        var profile = Read($"{version}/{file}");
        for (var type = 0; type < profile.SampleTypes.Length; type++)
        {
            var (total, rows) = Pprof($"{version}/{file}", type, profile.SampleTypes[type].Unit);
            var table = TopTable.Of(profile, new() { Grouping = Grouping.Function }, type);
            Assert.Equal(total, table.Total);
            AssertEqual(rows, table.Rows);
        }
    }

    [GoFact]
    public void A_difference_counts_what_pprof_counts()
    {
        var (before, after) = ("go1.26.11/goroutine.pb.gz", "go1.27.4/goroutine.pb.gz");
        var (total, rows) = Pprof(after, 0, "count", "-diff_base=" + TestData.Path(before));
        var table = TopTable.OfDifference(Read(before), Read(after), new() { Grouping = Grouping.Function }, 0);
        Assert.Equal(total, table.Total);
        AssertEqual(rows, table.Rows);
    }

    [GoFact]
    public void A_difference_of_heaps_counts_what_pprof_counts()
    {
        var (before, after) = ("go1.25.12/allocs.pb.gz", "go1.27.4/allocs.pb.gz");
        var (_, rows) = Pprof(after, 1, "bytes", "-diff_base=" + TestData.Path(before));
        AssertEqual(rows, TopTable.OfDifference(Read(before), Read(after), new() { Grouping = Grouping.Function }, 1).Rows);
    }

    [GoTheory]
    [InlineData("-focus=leakAll")]
    [InlineData("-ignore=chan|net/http")]
    [InlineData("-focus=store.go", "-ignore=Put$")]
    public void Filters_keep_what_pprof_keeps(params string[] filters)
    {
        const string File = "go1.27.4/goroutine.pb.gz";
        var (_, rows) = Pprof(File, 0, "count", filters);
        var options = new ProfileOptions { Grouping = Grouping.Function, Focus = Pattern(filters, "-focus="), Ignore = Pattern(filters, "-ignore=") };
        AssertEqual(rows, TopTable.Of(Read(File), options, 0).Rows);
    }

    private static Regex? Pattern(string[] filters, string option) =>
        filters.FirstOrDefault(filter => filter.StartsWith(option, StringComparison.Ordinal)) is { } filter ? new Regex(filter[option.Length..]) : null;

    // Generic functions are one row for all their shapes here, one for each in pprof: flats add up, cums need not.
    private static void AssertEqual(Dictionary<string, (long Flat, long Cum, int Rows)> pprof, IEnumerable<TopRow> rows)
    {
        var own = rows.ToDictionary(row => row.Node.Name, row => (row.Flat, row.Cum));
        Assert.Equal(pprof.Keys.Order(StringComparer.Ordinal), own.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, row) in pprof)
        {
            Assert.Equal((name, row.Flat), (name, own[name].Flat));
            if (row.Rows == 1) Assert.Equal((name, row.Cum), (name, own[name].Cum));
        }
    }

    private static (long Total, Dictionary<string, (long Flat, long Cum, int Rows)> Rows) Pprof(string file, int type, string unit, params string[] more)
    {
        string[] arguments =
            ["tool", "pprof", "-symbolize=none", "-top", "-nodefraction=0", "-edgefraction=0", $"-unit={unit}", $"-sample_index={type.ToString(CultureInfo.InvariantCulture)}", .. more, TestData.Path(file)];
        var output = Command.Run(GoToolchain.Newest.Go, arguments, environment: new Dictionary<string, string> { ["GOTOOLCHAIN"] = "local" });
        var total = Regex.Match(output, @"of (-?\d+)\S* total").Groups[1].Value;
        var rows = new Dictionary<string, (long, long, int)>();
        foreach (Match row in Regex.Matches(output, @"^\s*(-?\d+)\D*\s+\S+%\s+\S+%\s+(-?\d+)\S*\s+\S+%  (.*)$", RegexOptions.Multiline))
        {
            var name = Regex.Replace(row.Groups[3].Value, @" \((partial-)?inline\)$", "");
            name = Regex.Replace(name, @"\[[^ ]*\](?=$|\.|\))", "[...]");
            var (flat, cum, count) = rows.GetValueOrDefault(name);
            rows[name] = (flat + Number(row.Groups[1].Value), cum + Number(row.Groups[2].Value), count + 1);
        }
        return (total.Length == 0 ? 0 : Number(total), rows);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static Profile Read(string file)
    {
        using var stream = TestData.Open(file);
        return EvidenceReader.Read(stream, file).Profile!;
    }
}
