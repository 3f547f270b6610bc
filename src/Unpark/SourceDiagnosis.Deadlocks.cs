using System.Globalization;
using Unpark.Findings;
using Unpark.Knowledge.Waits;
using Unpark.Rules;

namespace Unpark;

public static partial class SourceDiagnosis
{
    private const string PartialDeadlock = "UP7004", Reentrant = "UP3002";

    /// <summary>
    /// A dump without addresses pairs who waits for a lock with who may hold it. Where the source tells a cause in which
    /// the other has no part, the two only happen to be stuck in one program.
    /// </summary>
    private static Finding WithoutGuessedDeadlock(Finding finding)
    {
        if (finding is not { Rule.Id: PartialDeadlock, Class: not FindingClass.Deadlock, Confidence: <= Confidence.Likely, Cause: { } cause, Picture: { } picture, Site: { } site }) return finding;
        var own = PlaceOf(site.Frame.File, site.Frame.Line);
        var partners = picture.Nodes.Where(node => node.Kind == WaitNodeKind.Goroutine && node.Detail != own).Select(node => node.Detail).ToHashSet(StringComparer.Ordinal);
        if (cause.Others.Prepend(cause.Spot).Any(spot => partners.Contains(PlaceOf(spot.File, spot.Line)))) return finding;

        return ToldByItsWait(finding, own, reason => !partners.Any(partner => reason.Contains(partner, StringComparison.Ordinal)));
    }

    /// <summary>
    /// Two methods of one object on a stack look like a lock taken twice. Where the source tells that the outer one holds nothing,
    /// and who left the lock locked, it is that.
    /// </summary>
    private static Finding WithoutGuessedReentry(Finding finding) =>
        finding is { Rule.Id: Reentrant, Confidence: <= Confidence.Likely, Cause: { Name: "missing-unlock", IsSure: true }, Site: { } site }
            ? ToldByItsWait(finding, PlaceOf(site.Frame.File, site.Frame.Line), reason => !reason.Contains("from within", StringComparison.Ordinal))
            : finding;

    private static Finding ToldByItsWait(Finding finding, string own, Func<string, bool> isTrue)
    {
        var kind = WaitReasons.KindOf(finding.State ?? Model.WaitReason.Unknown, finding.Stack);
        var rule = RuleSet.Find(RuleOf(kind))!.Doc;
        return finding with
        {
            Rule = rule,
            Class = finding.Class,
            Title = $"{Verdict.Count(finding.Count, "goroutine")} {(finding.Count == 1 ? kind.Does() : kind.Do())} at {own}",
            Because = [.. finding.Because.Where(isTrue)],
            Fix = rule.Fix,
            Picture = null,
        };
    }

    private static string RuleOf(WaitKind kind) => kind switch
    {
        WaitKind.Send => "UP1001",
        WaitKind.Receive => "UP1002",
        WaitKind.Select => "UP1006",
        WaitKind.WaitGroup => "UP3020",
        WaitKind.Cond => "UP3021",
        _ => "UP3006",
    };

    private static string PlaceOf(string file, int line) => string.Create(CultureInfo.InvariantCulture, $"{file[(file.LastIndexOf('/') + 1)..]}:{line}");
}
