using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;

namespace Unpark.Rules.Network;

internal sealed class ClientPerRequest : CauseRule
{
    private const string ShareIt = "Share one http.Client instead of making one for each request, and give it a Timeout.";

    public override RuleDoc Doc { get; } = new(
        Id: "UP4002",
        Name: "client-per-request",
        Class: FindingClass.Network,
        Title: "An HTTP transport is made for each request",
        Why: "An http.Transport is a pool of connections. Made anew for each request, each leaves its connection idle when the request is over, with two goroutines, "
            + "and nobody ever asks that pool again. A Transport made without IdleConnTimeout keeps it until the server hangs up.",
        Confirm: "Count the goroutines in net/http.(*persistConn).readLoop in state [IO wait]: one shared transport keeps at most 2 idle connections for one server "
            + "and, as http.DefaultTransport is set up, 100 in all. Search for &http.Transport{ and Transport.Clone inside functions that run for each request.",
        Fix: "Make one http.Client (and one Transport) when the program starts, and share it: both are safe for concurrent use. Where a transport must be short-lived, "
            + "call its CloseIdleConnections when done, or set DisableKeepAlives.")
    {
        Example = """
            // leaves a connection behind for each call
            client := &http.Client{Transport: &http.Transport{TLSClientConfig: cfg}}
            resp, err := client.Get(url)

            // made once
            var client = &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{TLSClientConfig: cfg, IdleConnTimeout: 90 * time.Second}}
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (!HttpClientConnection.IsIdleOrUnanswered(site.Known, site.Kind)) return null;
        var clients = HttpClients.Of(evidence);
        // Each unanswered request has such a connection too.
        if (site.Count <= 2 * clients.Unanswered) return null;

        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, Reasons(site), $"{Words.Count(site.Count, "idle HTTP client connection")}: transports that are not shared", ShareIt) with
        {
            RuledOut =
            [
                $"unanswered requests: {Words.Goroutines(clients.Unanswered)} {(clients.Unanswered == 1 ? "waits" : "wait")} for a response",
                $"unread bodies: {Words.Number(clients.Unread)} readers wait in select, these for I/O",
            ],
            Unknown = ["how many servers they go to: a stack names none. Many servers through one transport with raised limits look the same and are a pool at work; see ss -tnp for the addresses"],
        };
    }

    internal override bool IsWorthALook(Evidence evidence, SiteGroup site) =>
        HttpClientConnection.IsIdleOrUnanswered(site.Known, site.Kind) && site.Count > HttpClientConnection.MaxIdleForOneServer;

    private static IEnumerable<string> Reasons(SiteGroup site)
    {
        yield return $"{Words.Count(site.Count, "connection")} {(site.Count == 1 ? "is" : "are")} kept for a next request; one transport with the limits of http.DefaultTransport keeps "
            + $"{HttpClientConnection.MaxIdleForOneServer} for one server and {HttpClientConnection.MaxIdle} in all";
    }
}
