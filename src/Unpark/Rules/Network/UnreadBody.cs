using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Network;

internal sealed class UnreadBody : CauseRule
{
    private const string CloseIt = "Close every response body, also on error and early return: defer resp.Body.Close() right after the error check of Do or Get.";

    public override RuleDoc Doc { get; } = new(
        Id: "UP4001",
        Name: "unread-body",
        Class: FindingClass.Network,
        Title: "The body of an HTTP response is neither read to its end nor closed",
        Why: "A response keeps its connection until the body is read to the end or closed: with HTTP/1 two goroutines (readLoop, writeLoop), with HTTP/2 one for "
            + "the stream (doRequest), once the response is longer than the 4 MiB a client takes unasked, or never ends. A Body that is not closed on an early "
            + "return, on an unexpected status or after a partial read keeps them for as long as the server keeps the connection.",
        Confirm: "In a traceback, idle connections are in [IO wait] and those with an open body in [select]. Few goroutines inside (*bodyEOFSignal).Read then mean that "
            + "nobody reads. go vet (httpresponse) and the linter bodyclose name calls whose body is not closed.",
        Fix: "defer resp.Body.Close() right after the error check of Do or Get. To use the connection again, read the rest first: io.Copy(io.Discard, resp.Body).")
    {
        Example = """
            // leaks on every status but 200
            resp, err := client.Do(req)
            if err != nil { return err }
            if resp.StatusCode != http.StatusOK { return errStatus }
            defer resp.Body.Close()

            // does not
            resp, err := client.Do(req)
            if err != nil { return err }
            defer resp.Body.Close()
            if resp.StatusCode != http.StatusOK { return errStatus }
            """,
        Versions = "all; the goroutines of HTTP/2 are net/http.(*http2clientStream).doRequest up to Go 1.26 and net/http/internal/http2.(*clientStream).doRequest from 1.27",
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        var isStream = HttpClientConnection.IsOpenStream(site.Known);
        if (!isStream && !HttpClientConnection.IsUnreadBody(site.Known, site.Kind)) return null;

        var clients = HttpClients.Of(evidence);
        // Requests without an answer have a stream each: another rule's.
        if (isStream && clients.Streams <= 2 * clients.Unanswered) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, Reasons(site, isStream), TitleOf(site), CloseIt) with
        {
            RuledOut = [.. RuledOut(clients, isStream)],
            Unknown = ["which request: a connection does not know who asked; look for Do, Get and Post without resp.Body.Close on every path"],
        };
    }

    /// <summary>Whoever reads a long answer is in another goroutine.</summary>
    internal override bool IsWorthALook(Evidence evidence, SiteGroup site) =>
        HttpClientConnection.IsUnreadBody(site.Known, site.Kind) && site.Count - HttpClients.Of(evidence).Reading > HttpClientConnection.MaxIdleForOneServer;

    private static string TitleOf(SiteGroup site) => $"{Words.Count(site.Count, "HTTP response")} whose body was neither read to its end nor closed";

    private static IEnumerable<string> Reasons(SiteGroup site, bool isStream)
    {
        yield return isStream
            ? $"each HTTP/2 stream in doRequest belongs to a response that is not over: {Words.Number(site.Count)}"
            : "the reader of a client connection waits in select while a response body is neither read to its end nor closed";
    }

    private static IEnumerable<string> RuledOut(HttpClients clients, bool isStream)
    {
        yield return isStream
            ? $"requests without an answer: {Words.Goroutines(clients.Unanswered)} {(clients.Unanswered == 1 ? "waits" : "wait")} for one"
            : $"an idle pool: the readers of idle connections wait for I/O ({Words.Number(clients.Idle)} do), these in select";
        yield return $"bodies that are being read: {Words.Goroutines(clients.Reading)} {(clients.Reading == 1 ? "reads" : "read")} or {(clients.Reading == 1 ? "copies" : "copy")} one";
    }
}
