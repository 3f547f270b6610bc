using System.Collections.Concurrent;

namespace Unpark.Tests.GoTest;

/// <summary>Who left what: every mark of the fixtures is reported with its tests, and nothing else is.</summary>
public sealed class AttributionTests
{
    private static readonly string Suite = WatchedRun.Fixture("suite");

    private static readonly ConcurrentDictionary<string, Lazy<WatchedRun>> SuiteRuns = new(StringComparer.Ordinal);

    [GoTheory, EachPackage]
    public void Every_goroutine_is_given_to_the_test_that_started_it(string package, string version) =>
        Assert.Equal(LeftMark.Of(Suite, Go(version)).Where(mark => mark.Package == package), SuiteRun(version).Left.Where(left => left.Package == package));

    [GoTheory, OldestAndNewestGo]
    public void What_many_tests_leave_at_one_line_is_told_once(string version)
    {
        var places = SuiteRun(version).Findings.SelectMany(finding => finding.Left.Select(left => left.Place).Where(place => place.Contains(".go:", StringComparison.Ordinal)).Distinct()).ToList();
        Assert.Equal(places.Distinct(), places);
    }

    [GoTheory, OldestAndNewestGo]
    public void Tests_with_a_vendor_folder_are_watched(string version) => Check("vendored", version, "./...");

    [GoTheory, OldestAndNewestGo]
    public void Tests_in_a_workspace_are_watched(string version) => Check("workspace", version, "./app", "./lib");

    [GoTheory, OldestAndNewestGo]
    public void An_overlay_of_the_users_is_kept(string version) => Check("overlaid", version, "-overlay", "overlay.json", ".");

    [GoFact(NewestAtLeast = 20)]
    public void Another_folder_can_be_named_by_C() => Check("overlaid", GoToolchain.Newest.Version, "-C", "../overlaid", "-overlay=overlay.json");

    private static WatchedRun SuiteRun(string version) =>
        SuiteRuns.GetOrAdd(version, _ => new(() => Run("suite", version, "-tags=special", "-bench=.", "-benchtime=1x", "./..."))).Value;

    private static void Check(string fixture, string version, params string[] words) =>
        Assert.Equal(LeftMark.Of(WatchedRun.Fixture(fixture), Go(version)), Run(fixture, version, words).Left);

    private static WatchedRun Run(string fixture, string version, params string[] words)
    {
        var module = WatchedRun.Fixture(fixture);
        var before = FilesOf(module);
        var run = WatchedRun.Of(module, Go(version), words);
        Assert.True(run.Code == 1, run.Output + run.Error);
        Assert.Equal(before, FilesOf(module));
        return run;
    }

    private static GoToolchain Go(string version) => GoToolchain.Installed.Single(go => go.Version == version);

    private static string[] FilesOf(string folder) =>
        [.. Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}")];

    /// <summary>Every folder of the suite with Go files in it, on the oldest and the newest Go.</summary>
    private sealed class EachPackageAttribute : Xunit.Sdk.DataAttribute
    {
        public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
            from version in new OldestAndNewestGoAttribute().GetData(testMethod)
            from package in Directory.EnumerateFiles(Suite, "*.go", SearchOption.AllDirectories).Select(Path.GetDirectoryName).Distinct()
            select new[] { Path.GetRelativePath(Suite, package!).Replace('\\', '/'), version[0] };
    }
}
