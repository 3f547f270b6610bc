using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Analysis.WaitFor;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Deadlocks;

/// <summary>One kind of deadlock, told at every place where a goroutine is stuck in it.</summary>
public abstract class DeadlockRule : Rule
{
    private const int LikelyMinutes = 2;
    private const int LinksTold = 6;

    public override int Specificity => 2;

    internal abstract DeadlockKind Kind { get; }

    internal abstract string TitleOf(Deadlock deadlock, SiteGroup site);

    /// <summary>Null: the general advice for the kind of wait.</summary>
    internal virtual string? FixOf(Deadlock deadlock, SiteGroup site) => null;

    public sealed override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var deadlock in evidence.Deadlocks)
        {
            if (deadlock.Kind != Kind) continue;
            var picture = DeadlockPicture.Of(deadlock);
            foreach (var site in deadlock.Sites) yield return FindingOf(deadlock, site) with { Picture = picture };
        }
    }

    private Finding FindingOf(Deadlock deadlock, SiteGroup site)
    {
        var confidence = ConfidenceOf(deadlock, site);
        var level = confidence == Confidence.Likely && deadlock is { Basis: Basis.Address, Kind: <= DeadlockKind.ReadTwice } ? Level.Error : Level.Warning;
        return SiteFinding.Of(Doc, site, confidence, level, DeadlockWords.Links(deadlock, LinksTold), TitleOf(deadlock, site), FixOf(deadlock, site)) with
        {
            Class = Advice.ClassOf(site),
            RuledOut = DeadlockWords.RuledOut(deadlock) is { } reason ? [reason] : [],
            Unknown = [.. DeadlockWords.Unknown(deadlock)],
        };
    }

    private static Confidence ConfidenceOf(Deadlock deadlock, SiteGroup site) => deadlock switch
    {
        { Basis: Basis.Family } when site.Kind is WaitKind.Receive or WaitKind.Select => Confidence.Suspected,
        { IsQuiet: true } or { Basis: Basis.Address } or { Minutes: >= LikelyMinutes } => Confidence.Likely,
        _ => Confidence.Suspected,
    };
}
