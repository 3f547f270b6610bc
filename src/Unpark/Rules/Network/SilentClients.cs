using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Network;

internal sealed class SilentClients : CauseRule
{
    private const string ReadRequest = "net/http.(*conn).readRequest";

    public override RuleDoc Doc { get; } = new(
        Id: "UP4004",
        Name: "server-without-timeouts",
        Class: FindingClass.Network,
        Title: "A server waits for clients that say nothing",
        Why: "http.ListenAndServe and a zero http.Server set no time limits: a client that connects and sends nothing, or sends its request byte by byte, keeps a connection "
            + "and a goroutine for as long as it likes. Clients that vanish without a word do so by accident, others on purpose (Slowloris).",
        Confirm: "The goroutines are net/http.(*conn).serve in [IO wait] without a handler on the stack. Inside readRequest they wait for (the rest of) a request, "
            + "otherwise for the next request on a connection that is kept alive.",
        Fix: "Set ReadHeaderTimeout (a few seconds) and IdleTimeout (a minute or two) on the http.Server; ReadTimeout and WriteTimeout too where no request streams. "
            + "Without IdleTimeout, ReadTimeout counts for idle connections.")
    {
        Example = """
            http.ListenAndServe(addr, h) // no limit at all

            srv := &http.Server{
                Addr: addr, Handler: h,
                ReadHeaderTimeout: 5 * time.Second,
                IdleTimeout:       2 * time.Minute,
            }
            srv.ListenAndServe()
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { IsUsers: false, Kind: WaitKind.IO } || !IsServersSide(site)) return null;
        var unasked = CountIn(site, ReadRequest);
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, Reasons(site, unasked), $"{Words.Count(site.Count, "client")} of this server {(site.Count == 1 ? "is" : "are")} connected and {(site.Count == 1 ? "says" : "say")} nothing", FixOf(site, unasked)) with
        {
            RuledOut = ["handlers that hang: none of these runs one"],
            Unknown = ["who they are: a stack names no address; see ss -tnp, or a log in http.Server.ConnState"],
        };
    }

    private static bool IsServersSide(SiteGroup site) => site.Known is
    {
        Function: "net/http.(*conn).serve" or "net/http.(*http2serverConn).readFrames" or "net/http/internal/http2.(*serverConn).readFrames" or "golang.org/x/net/http2.(*serverConn).readFrames",
    };

    private static long CountIn(SiteGroup site, string function) =>
        site.Parts.Where(part => part.Stack.Frames.Any(frame => frame.Function == function)).Sum(part => part.Count);

    private static IEnumerable<string> Reasons(SiteGroup site, long unasked)
    {
        if (unasked > 0) yield return $"{Words.Part(unasked, site.Count)} {(unasked == 1 ? "waits" : "wait")} for a request, or the rest of one: no ReadHeaderTimeout ends that";
        if (unasked < site.Count) yield return $"{Words.Part(site.Count - unasked, site.Count)} {(site.Count - unasked == 1 ? "is" : "are")} kept alive for a next request: no IdleTimeout ends that";
        if (site.WaitedFor(1) is var waited and > 0) yield return $"{Words.Part(waited, site.Count)} {(waited == 1 ? "is" : "are")} silent for a minute or longer";
    }

    private static string FixOf(SiteGroup site, long unasked) => (unasked > 0, unasked < site.Count) switch
    {
        (true, false) => "Set http.Server.ReadHeaderTimeout (a few seconds); http.ListenAndServe sets none, so make the http.Server yourself.",
        (false, true) => "Set http.Server.IdleTimeout (a minute or two); http.ListenAndServe sets none, so make the http.Server yourself.",
        _ => "Set http.Server.ReadHeaderTimeout (a few seconds) and IdleTimeout (a minute or two); http.ListenAndServe sets none, so make the http.Server yourself.",
    };
}
