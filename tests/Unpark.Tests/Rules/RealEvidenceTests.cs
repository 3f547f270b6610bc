using System.Globalization;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Tests.Rules;

public class RealEvidenceTests
{
    // The sampled program leaves these behind on purpose; every Go version shows in one traceback that they are stuck.
    private static readonly string[] StuckByTheirState = ["nilrecv", "nilsend", "selectnone", "mutex", "rwlock", "rwrlock", "send"];

    public static IEnumerable<object[]> Versions() => TestData.GoVersions.Select(version => new object[] { version });

    public static IEnumerable<object[]> VersionsWithProof() => TestData.Files("goroutineleak.pb.gz").Select(file => new[] { file[0] });

    public static IEnumerable<object[]> VersionsWithTests() => TestData.Files("panic-test-timeout.txt").Select(file => new[] { file[0] });

    public static IEnumerable<object[]> VersionsWithDeadlocks() => TestData.Files("deadlock-mutex.txt").Select(file => new[] { file[0] });

    public static IEnumerable<object[]> Bubbles() => TestData.Files("synctest-Test*InBubble.txt");

    [Theory]
    [MemberData(nameof(Versions))]
    public void One_traceback_shows_what_is_stuck_by_its_state_alone(string version) =>
        Check(Of($"{version}/goroutine-debug2.txt"), Expected(version, StuckByTheirState.Contains));

    [Theory]
    [MemberData(nameof(VersionsWithProof))]
    public void The_leak_profile_proves_what_the_program_left_unreachable(string version)
    {
        var proven = TestData.Expected(version).GetProperty("leaky_program").GetProperty("sites").EnumerateArray()
            .Where(site => site.GetProperty("proven_by_goroutineleak").GetBoolean()).Select(site => site.GetProperty("name").GetString()).ToList();
        foreach (var evidence in new[] { "goroutine-debug2.txt", "goroutine.pb.gz", "goroutine-debug1.txt" })
        {
            var report = Of($"{version}/{evidence}", $"{version}/goroutineleak.pb.gz");
            Check(report, Expected(version, proven.Contains));
            Assert.All(report.Findings.Where(IsLoud), finding => Assert.Equal(Confidence.Proven, finding.Confidence));
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_kind_of_goroutine_evidence_gives_the_users_lines_with_their_counts(string version)
    {
        foreach (var file in new[] { "goroutine-debug2.txt", "goroutine.pb.gz", "sigquit.txt" })
        {
            var expected = TestData.Expected(version).GetProperty("files").GetProperty(file).GetProperty("by_first_program_site").EnumerateObject()
                .ToDictionary(site => site.Name, site => site.Value.GetInt64());
            var found = Of($"{version}/{file}").Groups
                .Where(group => group.Site is { } site && expected.ContainsKey(site.Frame.Place))
                .GroupBy(group => group.Site!.Frame.Place)
                .ToDictionary(same => same.Key, same => same.Sum(group => group.Count));
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void The_same_fault_has_one_fingerprint_from_Go_1_19_to_1_27()
    {
        var byLine = TestData.GoVersions
            .SelectMany(version => new Evidence(Moments.Of([Read($"{version}/goroutine-debug2.txt")])).Sites)
            .Where(site => site.IsUsers && !site.IsMain)
            .GroupBy(site => (site.Site!.Frame.Place, site.Kind))
            .Where(same => same.Count() == TestData.GoVersions.Count)
            .ToList();
        Assert.True(byLine.Count >= 27, $"only {byLine.Count} lines are in every version");
        Assert.All(byLine, same => Assert.Single(same.Select(site => site.Fingerprint).Distinct()));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_profile_and_a_traceback_of_one_program_agree_on_fingerprints(string version)
    {
        var traceback = Fingerprints(version, "goroutine-debug2.txt");
        var profile = Fingerprints(version, "goroutine.pb.gz");
        Assert.Equal(traceback.Order(StringComparer.Ordinal), profile.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(VersionsWithDeadlocks))]
    public void A_deadlock_of_two_locks_is_told_with_main_and_the_locks(string version)
    {
        var report = Of($"{version}/deadlock-mutex.txt");
        Assert.Equal(EvidenceContext.Test, report.Context);
        var main = report.Findings.Single(finding => finding.Title.StartsWith("Deadlock: main waits for a WaitGroup", StringComparison.Ordinal));
        Assert.Equal(("UP7001", Confidence.Proven, Level.Error), (main.Rule.Id, main.Confidence, main.Level));
        Assert.Contains(main.Because, reason => reason.Contains("2 goroutines wait for a mutex", StringComparison.Ordinal));
        Assert.Contains(main.Because, reason => reason.Contains("opposite order", StringComparison.Ordinal));
        Assert.StartsWith("Take the locks", main.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Goexit_of_main_is_told_without_a_goroutine() =>
        Assert.Contains("Goexit", Assert.Single(Of("go1.27.4/goexit.txt").Findings).Title, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(VersionsWithTests))]
    public void A_hung_test_is_named_with_the_line_and_the_goroutine_it_started(string version)
    {
        var findings = Of($"{version}/panic-test-timeout.txt").Findings.Where(IsLoud).ToList();
        // Go 1.19 prints neither the running tests nor who created a goroutine.
        var slow = version == "go1.19.8" ? "A subtest of TestSlow" : "TestSlow/inner_case";
        Assert.Equal(["TestHangs hangs: waits to receive at tmo_test.go:13", $"{slow} was still running: sleeps at tmo_test.go:18"], findings.Select(finding => finding.Title));
        Assert.Equal((Confidence.Likely, Level.Error), (findings[0].Confidence, findings[0].Level));
        if (version != "go1.19.8") Assert.Contains(findings[0].Because, reason => reason.StartsWith("1 goroutine waits to send at tmo_test.go:11, started by the test", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Bubbles))]
    public void A_bubble_that_cannot_end_is_proven_and_its_lines_are_named(string version, string file)
    {
        var findings = Of($"{version}/{file}").Findings;
        Assert.NotEmpty(findings);
        Assert.All(findings, finding =>
        {
            Assert.Equal(("UP7003", Confidence.Proven), (finding.Rule.Id, finding.Confidence));
            Assert.EndsWith("st_test.go", finding.Site!.Frame.File, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Main_in_an_empty_select_is_not_among_the_proven() =>
        Assert.DoesNotContain(Of("go1.27.4/goroutineleak-main-select.txt").Findings, finding => finding.Rule.Id == "UP0001");

    [Theory]
    [MemberData(nameof(VersionsWithTests))]
    public void What_a_test_binary_leaves_behind_is_told_with_its_test(string version)
    {
        var finding = Of($"{version}/test-hook.txt").Findings.First(IsLoud);
        Assert.Equal("two.go:7", $"{Path.GetFileName(finding.Site!.Frame.File)}:{finding.Site.Frame.Line}");
    }

    [Fact]
    public void A_deadlock_behind_a_leak_check_is_not_taken_for_Goexit()
    {
        var finding = Assert.Single(Of("go1.27.4/deadlock-after-leak.txt").Findings);
        Assert.Equal("Deadlock: main waits to receive at main.go:18, and no other goroutine is left", finding.Title);
    }

    private static void Check(Report report, IEnumerable<string> places) => Assert.Equal(
        places.Order(StringComparer.Ordinal),
        report.Findings.Where(IsLoud).Select(finding => $"{finding.Count} {finding.Site!.Frame.Place}").Order(StringComparer.Ordinal));

    private static bool IsLoud(Finding finding) => finding.Level > Level.Note;

    private static Report Of(params string[] files) => Diagnosis.Of([.. files.Select(Read)]);

    private static Reading Read(string file)
    {
        using var stream = TestData.Open(file);
        return EvidenceReader.Read(stream, file);
    }

    private static IEnumerable<string> Expected(string version, Func<string?, bool> wanted) =>
        TestData.Expected(version).GetProperty("leaky_program").GetProperty("sites").EnumerateArray()
            .Where(site => wanted(site.GetProperty("name").GetString()))
            .Select(site => $"{site.GetProperty("count").GetInt64().ToString(CultureInfo.InvariantCulture)} {site.GetProperty("site").GetString()}");

    private static IEnumerable<string> Fingerprints(string version, string file) =>
        new Evidence(Moments.Of([Read($"{version}/{file}")])).Sites.Where(site => site.IsUsers).Select(site => $"{site.Site!.Frame.Place} {site.Fingerprint}");
}
