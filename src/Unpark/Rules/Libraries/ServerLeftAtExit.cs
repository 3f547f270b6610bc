using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;

namespace Unpark.Rules.Libraries;

internal sealed class ServerLeftAtExit : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP5022",
        Name: "server-left-at-exit",
        Class: FindingClass.Lifecycle,
        Title: "A server still listens after the work that needed it",
        Why: "A server's accept loop ends only by its own Close or Shutdown. One that a test, or a part of the program, started and forgot keeps its port, its connections and their goroutines; "
            + "in tests it also serves the next test's requests.",
        Confirm: "The goroutine is inside (*Server).Serve in [IO wait] after the work is over. \"created\" is the line that started it.",
        Fix: "httptest: defer server.Close() (or t.Cleanup(server.Close)) where it is made. http.Server: Shutdown(ctx), which lets requests finish, or Close. grpc: GracefulStop or Stop.")
    {
        Example = """
            server := httptest.NewServer(handler) // listens until the process ends

            server := httptest.NewServer(handler)
            t.Cleanup(server.Close)
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (!evidence.Setting.IsOver || site.Known is not { Verdict: KnownVerdict.LeakIfPresentAtExit } known || !KnownServers.Serves(known)) return null;
        return SiteFinding.Of(
            Doc,
            site,
            Confidence.Suspected,
            Level.Note,
            [],
            $"{Words.Count(site.Count, "server")} of {known.Owner} {(site.Count == 1 ? "remains and listens" : "remain and listen")}",
            $"Stop it where it is made, on every path: {known.StopCall}.") with
        {
            Class = known.Library == "standard library" ? FindingClass.Network : FindingClass.Library,
            RuledOut = ["a server in use: the work is over"],
        };
    }
}
