using System.Text;
using Unpark.Tests.Accuracy.Causes;

namespace Unpark.Tests.Accuracy;

/// <summary>Leaks nobody here wrote: how many are found, and called by their right name?</summary>
public sealed class GoPatternsTests(GoPatternsTests.Runs runs) : IClassFixture<GoPatternsTests.Runs>
{
    private const double FoundAtLeast = 1, ClassAtLeast = 0.9, CauseAtLeast = 0.95;

    public sealed class Runs : IDisposable
    {
        private readonly TestFolder _folder = new();

        public Runs()
        {
            if (PatternsFactAttribute.Missing is not null) return;
            var patterns = GoPatterns.Build(GoToolchain.Newest, _folder.Path);
            foreach (var name in GoPatterns.Names)
            {
                var evidence = patterns.Run(name);
                var (stuck, innocent, dump, proof) = (patterns.StuckIn(name), patterns.InnocentIn(name), Path.Combine(evidence, "dump.txt"), Path.Combine(evidence, "goroutineleak.pb.gz"));
                Live.Add(new(name, stuck, Said.Of([dump]), innocent));
                Test.Add(new(name, stuck, Said.Of([dump], "--context", "test"), innocent));
                Causes.AddRange(patterns.CausesIn(name).Select(cause => new CauseVerdict($"{name} {cause.Place}", [cause.Mark], Test[^1].Said.FirstOrDefault(cause.Place.IsAt))));
                Proof.Add(new(name, stuck, Said.Of([dump, proof]), innocent));
            }
        }

        /// <summary>From the dump alone, by default; taken as the end of a test; with the leak profile beside the dump.</summary>
        internal List<Verdict> Live { get; } = [];

        internal List<Verdict> Test { get; } = [];

        internal List<Verdict> Proof { get; } = [];

        internal List<CauseVerdict> Causes { get; } = [];

        public void Dispose() => _folder.Dispose();
    }

    [PatternsFact]
    public void Every_stuck_place_is_found_in_a_dump_alone() => AssertShare(FoundAtLeast, verdict => verdict.Found);

    [PatternsFact]
    public void The_class_is_right_in_nine_of_ten() => AssertShare(ClassAtLeast, verdict => verdict.ClassRight);

    [PatternsFact]
    public void Nothing_is_said_above_a_note_of_places_that_are_not_stuck() =>
        Assert.Empty(runs.Live.Concat(runs.Test).Concat(runs.Proof).SelectMany(verdict => verdict.Wrong.Select(said => $"{verdict.Program}: {said}")));

    [PatternsFact]
    public void What_the_runtime_proves_is_proven()
    {
        Assert.All(runs.Proof, verdict => Assert.Equal(verdict.Stuck.Count, verdict.Proven));
        Assert.DoesNotContain(runs.Proof.Single(verdict => verdict.Program == "NoLeakGlobal").Said, said => said.Confidence == "proven");
    }

    [PatternsFact]
    public void The_line_to_blame_is_named()
    {
        CauseVerdict.AssertShare(runs.Causes, CauseAtLeast, verdict => verdict.ClassRight);
        CauseVerdict.AssertShare(runs.Causes, CauseAtLeast, verdict => verdict.LineRight);
    }

    [PatternsFact]
    public void The_table_of_causes_is_what_is_measured() => AccuracyPage.Check("causes-patterns", CauseVerdict.Table(runs.Causes));

    [PatternsFact]
    public void The_table_of_the_page_is_what_is_measured() => AccuracyPage.Check("patterns", Table());

    private void AssertShare(double atLeast, Func<Verdict, int> count)
    {
        foreach (var verdicts in new[] { runs.Live, runs.Test })
        {
            var share = verdicts.Sum(count) / (double)verdicts.Sum(verdict => verdict.Stuck.Count);
            Assert.True(share >= atLeast, $"{share:P0}:\n{string.Join('\n', verdicts.SelectMany(verdict => verdict.Misses))}");
        }
    }

    private string Table()
    {
        var page = new StringBuilder("| pattern | stuck places | dump: found | above a note | class right | dump, --context test: found | class right | with the leak profile: proven |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var ((live, test), proof) in runs.Live.Zip(runs.Test).Zip(runs.Proof)) page.Append(Row(live.Program, [live], [test], [proof]));
        return page.Append(Row("**all**", runs.Live, runs.Test, runs.Proof)).ToString();
    }

    private static string Row(string name, IReadOnlyList<Verdict> live, IReadOnlyList<Verdict> test, IReadOnlyList<Verdict> proof) =>
        $"| {name} | {live.Sum(one => one.Stuck.Count)} | {live.Sum(one => one.Found)} | {live.Sum(one => one.AboveNote)} | {live.Sum(one => one.ClassRight)} | {test.Sum(one => one.Found)} | {test.Sum(one => one.ClassRight)} | {proof.Sum(one => one.Proven)} |\n";
}

/// <summary>A test that needs the leak profile of Go and the sources of its own tests.</summary>
internal sealed class PatternsFactAttribute : FactAttribute
{
    public static string? Missing { get; } =
        GoToolchain.Installed.Count == 0 ? GoTheoryAttribute.NoGo
        : GoToolchain.Newest.Minor < 27 ? $"needs Go 1.27 or later; the newest installed is {GoToolchain.Newest}"
        : GoPatterns.FolderOf(GoToolchain.Newest) is null ? "Go is installed without the sources of its own tests"
        : null;

    public PatternsFactAttribute() => Skip = Missing;
}
