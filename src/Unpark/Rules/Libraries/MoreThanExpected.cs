using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;

namespace Unpark.Rules.Libraries;

internal sealed class MoreThanExpected : Rule
{
    // A program with a client for each tenant has dozens.
    private const int Noted = 20, Warned = 100;

    /// <summary>From so many moments on growth can be told, and the growth rule speaks.</summary>
    private const int MomentsOfTrend = 3;

    public override RuleDoc Doc { get; } = new(
        Id: "UP5023",
        Name: "more-than-expected",
        Class: FindingClass.Library,
        Title: "There are many more goroutines of a library than a program needs",
        Why: "Of some things a program makes one or a few: a sql.DB, a client of a queue, a file watcher. A hundred of them in one look mean that they are made again and again and not closed. "
            + "The same holds for responses that nobody reads, and for queries that wait for a database connection for minutes.",
        Confirm: "Look again a minute later: what is made for each request grows with the requests. Things of which a healthy server has thousands (connections, requests, subscriptions) are not counted here.",
        Fix: "Make the owner once and share it, and close what is made for a limited time. Where the number is meant, say so in .unpark.yaml (docs/configuration.md).")
    {
        Example = """
            func publish(e Event) error {
                client, err := queue.Dial(addr) // a client, and its goroutines, for each call
                if err != nil { return err }
                return client.Publish(e)

            var client = mustDial(addr) // one for the process
            """,
        MaxConfidence = Confidence.Suspected,
    };

    public override int Specificity => 0;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var site in evidence.Sites)
        {
            if (Judge(evidence, site) is not { } excess || Grows(evidence, site)) continue;
            var steady = evidence.Run.Length >= MomentsOfTrend;
            var level = excess.Count >= excess.Loud && !steady ? Level.Warning : Level.Note;
            yield return SiteFinding.Of(Doc, site, Confidence.Suspected, level, steady ? [excess.Reason, "their number did not grow while it was watched"] : [excess.Reason]);
        }
    }

    private static Excess? Judge(Evidence evidence, SiteGroup site)
    {
        if (site.Call is { Function: "database/sql.(*DB).conn" }) return Waiters(site);
        if (site is not { IsUsers: false, Known: { } known }) return null;
        return known.Function is "database/sql.(*Tx).awaitDone" or "database/sql.(*Rows).awaitDone" ? Old(site)
            : Forgotten(evidence, site) is { } forgotten ? Many(forgotten, "no goroutine reads the body of so many responses, nor waits for so many answers")
            : Expectation.OwnerOf(known) is { } owner ? Many(site.Count, $"one is expected for each {owner}, and of these a program makes few")
            : null;
    }

    private static Excess? Many(long count, string reason) => count >= Noted ? new(count, Warned, $"{Words.Number(count)} in one look: {reason}") : null;

    private static Excess? Waiters(SiteGroup site) => site.WaitedFor(1) is var waited and > 0
        ? new(waited, 1, $"{Words.Part(waited, site.Count)} waited a minute or longer for a free database connection: one that is given back is free within the time of a query")
        : null;

    private static Excess? Old(SiteGroup site) => site.WaitedFor(1) is var open and >= Noted
        ? new(open, Noted, $"{Words.Part(open, site.Count)} {(open == 1 ? "is" : "are")} open for a minute or longer")
        : null;

    // A response that somebody reads, or waits for, is none.
    private static long? Forgotten(Evidence evidence, SiteGroup site)
    {
        if (HttpClientConnection.IsUnreadBody(site.Known, site.Kind)) return site.Count - HttpClients.Of(evidence).Reading;
        if (!HttpClientConnection.IsOpenStream(site.Known)) return null;
        var clients = HttpClients.Of(evidence);
        return site.Count - clients.Reading - clients.Unanswered;
    }

    // Then the rule for growth says more.
    private static bool Grows(Evidence evidence, SiteGroup site) =>
        evidence.Series.Any(series => series.Site.Key.WithoutKind == site.Key.WithoutKind && (series.Trend.IsGrowing || series.Trend.MayBeGrowing));

    private sealed record Excess(long Count, int Loud, string Reason);
}
