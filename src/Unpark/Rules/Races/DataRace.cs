using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rules.Races;

internal sealed class DataRace : Rule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP8001",
        Name: "data-race",
        Class: FindingClass.Race,
        Title: "Two goroutines access the same memory, and at least one writes",
        Why: "Nothing orders the two accesses: no lock, channel or WaitGroup stands between them. The program may read half-written values, "
            + "lose updates or crash, on other machines and under load more than here. The race detector reports only what happened in this run, and nothing that is not a race.",
        Confirm: "The report names both accesses and where their goroutines were created. Run the same test or load again with -race after the change.",
        Fix: "Order the accesses: one lock around both, an atomic for a single number, a channel or a WaitGroup between them, or no sharing at all.")
    {
        Example = """
            // races: count++ reads and writes without order
            go func() { count++ }()
            count++

            // does not race
            var count atomic.Int64
            go func() { count.Add(1) }()
            count.Add(1)
            """,
        Versions = "programs and tests built with -race",
    };

    public override int Specificity => 2;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        if (evidence.Races.IsEmpty) yield break;

        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pair in RacePair.Of(evidence.Races, new SiteFinder(evidence.Frames)))
        {
            // Several pairs of lines in the same two functions are told apart by their order in the evidence.
            known[pair.FingerprintText] = known.GetValueOrDefault(pair.FingerprintText) + 1;
            yield return FindingOf(pair, known[pair.FingerprintText]);
        }
    }

    private Finding FindingOf(RacePair pair, int number)
    {
        var main = pair.First.Write || !pair.Second.Write ? pair.First : pair.Second;
        var other = ReferenceEquals(main, pair.First) ? pair.Second : pair.First;
        return new()
        {
            Rule = Doc,
            Title = RaceWords.Title(main, other),
            Confidence = Confidence.Proven,
            Level = main.Site is { Library: not null } && other.Site is { Library: not null } ? Level.Warning : Level.Error,
            Count = pair.Races.Length,
            Site = main.Site,
            CreatedBy = main.CreatedAt,
            Stack = main.Access.Stack,
            Tests = RaceTests.Of(pair),
            Because = [.. RaceWords.Reasons(pair, main, other)],
            Fix = RaceAdvice.FixOf(main, other),
            Fingerprint = Signature.Hash($"{Doc.Id}\n{pair.FingerprintText}\n{number}"),
        };
    }
}
