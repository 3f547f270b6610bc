namespace Unpark.Tests;

/// <summary>Whatever is done to real evidence, it is read, judged and shown without an exception, in bounded time.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 2000;

    [Fact]
    public void Damaged_evidence_never_breaks_the_readers_the_rules_or_the_report()
    {
        // What once broke something, made small, lies in tests/data/crashes and is part of it.
        var corpus = Fuzz.Corpus();
        for (var seed = 0; seed < Rounds; seed++) Fuzz.Round(corpus[seed * 7919 % corpus.Count], seed);
    }
}
