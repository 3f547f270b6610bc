using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;

namespace Unpark.Rules.Databases;

internal sealed class NoFreeConnection : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP4023",
        Name: "no-free-connection",
        Class: FindingClass.Network,
        Title: "A query waits for a database connection that does not come back",
        Why: "With SetMaxOpenConns, a query waits inside (*DB).conn until one of the connections is free. Rows that are not closed and transactions that are not finished keep theirs, "
            + "and a query made while the same goroutine holds rows or a transaction can wait for itself.",
        Confirm: "sql.DB.Stats(): InUse equals MaxOpenConnections, WaitCount rises. Look in the same evidence for goroutines in (*Rows).awaitDone and (*Tx).awaitDone: they belong to holders.",
        Fix: "Give the connections back: defer rows.Close() after every Query, defer tx.Rollback() after every Begin, and no second query on the DB while holding rows or a transaction "
            + "(use the tx). Pass a context with a deadline, so that a query that gets no connection returns.")
    {
        Example = """
            rows, _ := db.Query(q1)
            for rows.Next() {
                db.Exec(q2) // needs a second connection while the first is held: with all callers doing so, none is left
            }
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site.Call is not { Function: "database/sql.(*DB).conn" }) return null;
        var use = DatabaseUse.Of(evidence);
        var holders = use.OpenRows + use.OpenTransactions;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [.. Holders(use), Advice.CauseOf(site)]) with
        {
            RuledOut = site.WaitedFor(1) is var waited and > 0 ? [$"a busy pool: {Words.Part(waited, site.Count)} waited a minute or longer for a connection"] : [],
            Unknown = holders > 0
                ? ["which of them: the goroutines of rows and transactions were started by database/sql"]
                : ["who holds the connections: rows and transactions of context.Background() have no goroutine; see sql.DB.Stats() and the database's list of sessions"],
        };
    }

    internal override bool IsWorthALook(Evidence evidence, SiteGroup site) => true;

    private static IEnumerable<string> Holders(DatabaseUse use)
    {
        if (use.OpenRows > 0) yield return $"connections are held by {Words.Count(use.OpenRows, "result set")} not closed ((*Rows).awaitDone)";
        if (use.OpenTransactions > 0) yield return $"connections are held by {Words.Count(use.OpenTransactions, "transaction")} not finished ((*Tx).awaitDone)";
    }
}
