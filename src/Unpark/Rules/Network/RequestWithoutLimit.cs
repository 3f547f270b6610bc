using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;

namespace Unpark.Rules.Network;

internal sealed class RequestWithoutLimit : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP4003",
        Name: "request-without-limit",
        Class: FindingClass.Network,
        Title: "An HTTP request waits for an answer without a time limit",
        Why: "http.Get, http.Post and a zero http.Client wait for ever: the default is no limit at all. A server that accepts and does not answer, or a connection that a "
            + "firewall forgot, then keeps the caller, and two goroutines of the connection with it.",
        Confirm: "The goroutines are inside (*persistConn).roundTrip or (*ClientConn).roundTrip of HTTP/2 (waiting for an answer) or (*Transport).getConn (waiting for a connection). "
            + "Their minutes in a traceback say how long the limit would have to be.",
        Fix: "Set http.Client.Timeout, or give each request a context with a deadline (http.NewRequestWithContext). Timeout also covers reading the body: for streams take a context.")
    {
        Example = """
            resp, err := http.Get(url) // waits for ever

            var client = &http.Client{Timeout: 10 * time.Second}
            resp, err := client.Get(url)

            ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
            defer cancel() // after the body is read
            req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site.IsUsers && HttpClientConnection.AwaitsAnswer(site.Stack)) return OfRequests(site);
        if (site.Call is { Function: "net/http.(*Transport).getConn" }) return OfDials(evidence, site);
        return IsConnectionOfSuch(evidence, site) ? OfConnections(evidence, site) : null;
    }

    private Finding OfRequests(SiteGroup site) =>
        SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, ["the request was sent and its server has not answered", Advice.CauseOf(site)]) with
        {
            RuledOut = [.. Slowness(site)],
            Unknown = ["whether a limit is set and not reached yet: a stack does not show it. What grows or waits for minutes has none, or too long a one"],
        };

    private Finding OfDials(Evidence evidence, SiteGroup site)
    {
        var clients = HttpClients.Of(evidence);
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [Advice.CauseOf(site)]) with
        {
            RuledOut = clients.Unread > 0 ? [] : ["connections kept by unread bodies: no reader of a connection waits in select"],
            Unknown = ["which of the two: a dial that hangs shows as a goroutine in net.(*Dialer).DialContext beside it, a limit that is reached does not"],
        };
    }

    private Finding OfConnections(Evidence evidence, SiteGroup site) =>
        SiteFinding.Of(
            Doc,
            site,
            Confidence.Suspected,
            Level.Note,
            [.. evidence.Sites.Where(other => other != site && HttpClientConnection.AwaitsAnswer(other.Stack)).Take(3).Select(other => $"their requests: {SiteFinding.TitleOf(other)}")],
            $"{Words.Count(site.Count, "connection")} of HTTP requests without an answer",
            "Limit the requests: http.Client.Timeout, or a context with a deadline for each (http.NewRequestWithContext).") with
        {
            RuledOut = [$"idle connections: {Words.Goroutines(HttpClients.Of(evidence).Unanswered)} wait for an answer, one for each of most of these"],
        };

    // Idle connections have nobody who waits for an answer.
    private static bool IsConnectionOfSuch(Evidence evidence, SiteGroup site) =>
        (HttpClientConnection.IsIdleOrUnanswered(site.Known, site.Kind) && HttpClients.Of(evidence) is var clients && site.Count <= 2 * clients.Unanswered)
        || (HttpClientConnection.IsOpenStream(site.Known) && HttpClients.Of(evidence) is var streams && streams.Streams <= 2 * streams.Unanswered);

    private static IEnumerable<string> Slowness(SiteGroup site)
    {
        if (site.WaitedFor(1) is var waited and > 0) yield return $"a slow answer: {Words.Part(waited, site.Count)} waited a minute or longer";
    }
}
