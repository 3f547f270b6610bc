namespace Unpark.Tests.GoTest;

/// <summary>Who left what: every mark of the fixtures is reported with its tests, and nothing else is.</summary>
public sealed class AttributionTests
{
    [GoTheory, OldestAndNewestGo]
    public void Every_goroutine_is_given_to_the_test_that_started_it(string version) =>
        Check("suite", version, "-tags=special", "-bench=.", "-benchtime=1x", "./...");

    [GoTheory, OldestAndNewestGo]
    public void Tests_with_a_vendor_folder_are_watched(string version) => Check("vendored", version, "./...");

    [GoTheory, OldestAndNewestGo]
    public void Tests_in_a_workspace_are_watched(string version) => Check("workspace", version, "./app", "./lib");

    [GoTheory, OldestAndNewestGo]
    public void An_overlay_of_the_users_is_kept(string version) => Check("overlaid", version, "-overlay", "overlay.json", ".");

    [GoFact(NewestAtLeast = 20)]
    public void Another_folder_can_be_named_by_C() => Check("overlaid", GoToolchain.Newest.Version, "-C", "../overlaid", "-overlay=overlay.json");

    private static void Check(string fixture, string version, params string[] words)
    {
        var go = GoToolchain.Installed.Single(go => go.Version == version);
        var module = WatchedRun.Fixture(fixture);
        var before = FilesOf(module);

        var run = WatchedRun.Of(module, go, words);

        Assert.True(run.Code == 1, run.Output + run.Error);
        Assert.Equal(LeftMark.Of(module, go), run.Left);
        Assert.Equal(before, FilesOf(module));
    }

    private static string[] FilesOf(string folder) =>
        [.. Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}")];
}
