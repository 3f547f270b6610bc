using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Rules.Verifying;

/// <summary>The evidence of before or of after, and what the rules found in it.</summary>
internal sealed record Side(Evidence Evidence, ImmutableArray<Finding> Findings)
{
    private const int EnoughForTrend = 5;

    public long Total => Evidence.Last?.Total ?? 0;

    public EvidenceKind? Kind => Evidence.Last?.Main.Kind;

    /// <summary>Enough moments to see growth, if there were any.</summary>
    public bool ShowsGrowth => Evidence.Run.Length >= EnoughForTrend;

    /// <summary>Longest wait in the last moment; 0 where ages are not printed.</summary>
    public int ProgramMinutes => Evidence.Sites.Select(site => site.ProgramMinutes).FirstOrDefault();

    /// <summary>The places of the last moment, by what stays the same from build to build.</summary>
    public Dictionary<Signature, Place> Places(bool withKind) => Evidence.Sites
        .Where(site => site is { IsMain: false, Site: not null } && !site.Kind.IsRuntimes())
        .GroupBy(site => withKind ? site.Key.Signature : site.Key.Signature with { Kind = WaitKind.Unknown })
        .ToDictionary(same => same.Key, same => PlaceOf([.. same]));

    private Place PlaceOf(List<SiteGroup> sites)
    {
        var findings = Findings.Where(finding => sites.Exists(site => IsAt(finding, site))).ToList();
        return new(
            sites[0],
            sites.Sum(site => site.Count),
            findings.Exists(finding => finding.Level > Level.Note),
            findings.Select(RateOf).FirstOrDefault(rate => rate is not null));
    }

    private static bool IsAt(Finding finding, SiteGroup site) => finding.Site is { } found && found.Frame.Equals(site.Site!.Frame);

    private static Analysis.Trends.Slope? RateOf(Finding finding) => finding switch
    {
        { Growth: { PerHour: { } rate, Low: { } low, High: { } high } } => new(rate, low, high),
        { Ages: { PerHour: { } rate, Low: { } low, High: { } high } } => new(rate, low, high),
        _ => null,
    };
}

/// <summary>One place on one side.</summary>
/// <param name="Speaks">A finding above a note speaks against it.</param>
/// <param name="Rate">Goroutines more an hour, with its bounds; null where nothing tells.</param>
internal sealed record Place(SiteGroup Site, long Count, bool Speaks, Analysis.Trends.Slope? Rate);
