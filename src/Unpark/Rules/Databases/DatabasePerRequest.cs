using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;

namespace Unpark.Rules.Databases;

internal sealed class DatabasePerRequest : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP4022",
        Name: "database-per-request",
        Class: FindingClass.Network,
        Title: "A sql.DB is opened again and again",
        Why: "A sql.DB is a pool, made to be opened once and shared. Opened for each request and not closed, each has a goroutine in (*DB).connectionOpener and keeps its idle connections "
            + "(two by default), which the database counts until it refuses the next.",
        Confirm: "Count the goroutines in database/sql.(*DB).connectionOpener: one for each open sql.DB. Search for sql.Open and sql.OpenDB inside functions that run for each request.",
        Fix: "Call sql.Open once when the program starts and share the *sql.DB: it is safe for concurrent use. Close it only at the end.")
    {
        Example = """
            func handle(w http.ResponseWriter, r *http.Request) {
                db, err := sql.Open("postgres", dsn) // one pool for each request

            var db *sql.DB // opened in main, shared by all
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site.Known is not { Function: "database/sql.(*DB).connectionOpener" or "database/sql.(*DB).connectionCleaner" }) return null;
        return SiteFinding.Of(
            Doc,
            site,
            Confidence.Suspected,
            Level.Note,
            [$"each sql.DB that is open has one of these goroutines: {Words.Number(site.Count)}"],
            $"{Words.Count(site.Count, "sql.DB")} {(site.Count == 1 ? "is" : "are")} open",
            "Call sql.Open once when the program starts and share the *sql.DB; close it only at the end.") with
        {
            RuledOut = site.Count == 1 ? [] : [$"the program's one sql.DB: there are {Words.Number(site.Count)}"],
            Unknown = site.CreatedBy is null ? ["who opened them: take a traceback (debug=2) and see what started these goroutines"] : ["whether they are meant, as one for each tenant: then their number has a limit"],
        };
    }
}
