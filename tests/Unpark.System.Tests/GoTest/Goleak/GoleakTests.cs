using System.Text;

namespace Unpark.Tests.GoTest.Goleak;

/// <summary>unpark test and goleak on the same tests: what each finds, which test it names, what it complains of that is no leak, and what it costs.</summary>
public sealed class GoleakTests
{
    private static readonly string Suite = WatchedRun.Fixture("suite");

    private static readonly string[] Words = ["-tags=special", "-bench=.", "-benchtime=1x", "./..."];

    [GoleakFact]
    public void Everything_goleak_finds_is_found_and_nothing_else_is_complained_of()
    {
        var plain = Blame.Events(Suite, GoToolchain.Newest, Words);
        var watched = WatchedRun.Of(Suite, GoToolchain.Newest, ["-count=1", "-json", .. Words]);
        var ours = Row("`unpark test`", [.. Blame.Of(watched.Left)], Blame.Seconds(watched.Output));
        var atTheEnd = GoleakRun("goleak, `VerifyTestMain`", GoleakSuite.WithTestMains);
        var perTest = GoleakRun("goleak, `VerifyNone` in each test", GoleakSuite.WithChecks);

        Assert.Equal((Expected, 0, 0), (ours.Score.Found, ours.Score.Connections, ours.Score.Innocent));
        Assert.Equal(0, ours.Score.Misnamed);
        Assert.InRange(atTheEnd.Score.Found, 1, ours.Score.Found);
        Assert.InRange(perTest.Score.Named, 1, ours.Score.Named);
        AccuracyPage.Update("goleak", Table(Blame.Seconds(plain), ours, atTheEnd, perTest), "docs/testing.md");
    }

    private static IReadOnlyList<LeftMark> Marks { get; } = GoToolchain.Installed.Count == 0 ? [] : LeftMark.Of(Suite, GoToolchain.Newest);

    private static long Expected => Marks.Where(mark => !mark.IsNote).Sum(mark => mark.Count);

    private static RunRow GoleakRun(string name, Func<string, string, string> write)
    {
        using var folder = new TestFolder();
        var module = write(Suite, folder.Path);
        var events = Blame.Events(module, GoToolchain.Newest, Words);
        return Row(name, [.. Blame.Of(module, events)], Blame.Seconds(events));
    }

    private static RunRow Row(string name, Blame[] blames, double seconds) => new(name, Score.Of(Marks, blames), seconds);

    private static string Table(double plain, params RunRow[] runs)
    {
        var text = new StringBuilder("| run | left behind, found | with the right test | wrong tests named | idle connections complained of | other innocent goroutines | run time of the tests |\n|---|--:|--:|--:|--:|--:|--:|\n");
        text.Append(Invariant($"| `go test` | | | | | | {plain:0.0} s |\n"));
        foreach (var (name, score, seconds) in runs)
            text.Append(Invariant($"| {name} | {score.Found} of {Expected} | {score.Named} | {score.Misnamed} | {score.Connections} | {score.Innocent} | {seconds:0.0} s |\n"));
        return text.ToString();
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private sealed record RunRow(string Name, Score Score, double Seconds);

    private sealed class GoleakFactAttribute : FactAttribute
    {
        public GoleakFactAttribute()
        {
            if (GoToolchain.Installed.Count == 0) Skip = GoTheoryAttribute.NoGo;
            else if (!GoleakSuite.IsInstalled) Skip = "no goleak on this machine: Debian package golang-uber-goleak-dev, or UNPARK_GOLEAK names its source";
        }
    }
}
