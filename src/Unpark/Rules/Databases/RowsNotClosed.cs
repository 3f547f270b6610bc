using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;

namespace Unpark.Rules.Databases;

internal sealed class RowsNotClosed : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP4020",
        Name: "rows-not-closed",
        Class: FindingClass.Network,
        Title: "The rows of a query are not closed",
        Why: "Rows keep their database connection until Next has returned false or Close is called. A return out of the loop, or a query whose rows nobody looks at, "
            + "keeps the connection; with a limit on open connections (SetMaxOpenConns) the next query then waits for ever. Under a context that can end, each has a goroutine in (*Rows).awaitDone.",
        Confirm: "sql.DB.Stats().InUse stays high while nothing runs. Search for Query and QueryContext without defer rows.Close(); the linters sqlclosecheck and rowserrcheck do.",
        Fix: "defer rows.Close() right after the error check of Query, and check rows.Err() behind the loop. For one row take QueryRow, which closes by Scan; for none, Exec.")
    {
        Example = """
            rows, err := db.QueryContext(ctx, q)
            if err != nil { return err }
            if rows.Next() { return rows.Scan(&name) } // keeps the connection

            rows, err := db.QueryContext(ctx, q)
            if err != nil { return err }
            defer rows.Close()
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site.Known is not { Function: "database/sql.(*Rows).awaitDone" }) return null;
        var waiting = DatabaseUse.Of(evidence).Waiting;
        return SiteFinding.Of(
            Doc,
            site,
            Confidence.Suspected,
            Level.Note,
            [
                "each goroutine in (*Rows).awaitDone belongs to rows that are neither read to their end nor closed",
                .. waiting == 0 ? (string[])[] : [$"{Words.Goroutines(waiting)} {(waiting == 1 ? "waits" : "wait")} for a connection that is free"],
            ],
            $"{Words.Count(site.Count, "result set")} of database queries {(site.Count == 1 ? "is" : "are")} not closed",
            "defer rows.Close() right after the error check of each Query and QueryContext; check rows.Err() behind the loop.") with
        {
            RuledOut = site.WaitedFor(1) is var waited and > 0 ? [$"queries at work: {Words.Part(waited, site.Count)} {(waited == 1 ? "is" : "are")} open for a minute or longer"] : [],
            Unknown = ["which query: the goroutine was started by database/sql; rows of context.Background() have none and do not show"],
        };
    }
}
