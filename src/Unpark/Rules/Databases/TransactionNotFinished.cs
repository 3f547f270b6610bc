using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;

namespace Unpark.Rules.Databases;

internal sealed class TransactionNotFinished : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP4021",
        Name: "transaction-not-finished",
        Class: FindingClass.Network,
        Title: "A database transaction is neither committed nor rolled back",
        Why: "A transaction has its connection and a goroutine in (*Tx).awaitDone until Commit or Rollback, and its locks in the database as well. A return between Begin and Commit, "
            + "on an error most often, leaves all three. Under a context that ends the transaction is rolled back then.",
        Confirm: "sql.DB.Stats().InUse stays high while nothing runs; the database shows sessions that are idle in transaction.",
        Fix: "defer tx.Rollback() right after the error check of Begin: after a Commit it does nothing but return sql.ErrTxDone. Begin with a context that ends (BeginTx).")
    {
        Example = """
            tx, err := db.BeginTx(ctx, nil)
            if err != nil { return err }
            defer tx.Rollback() // without it, the next line leaves the transaction open
            if _, err := tx.ExecContext(ctx, q); err != nil { return err }
            return tx.Commit()
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site.Known is not { Function: "database/sql.(*Tx).awaitDone" }) return null;
        return SiteFinding.Of(
            Doc,
            site,
            Confidence.Suspected,
            Level.Note,
            ["each goroutine in (*Tx).awaitDone belongs to a transaction with neither Commit nor Rollback"],
            $"{Words.Count(site.Count, "database transaction")} {(site.Count == 1 ? "is" : "are")} neither committed nor rolled back",
            "defer tx.Rollback() right after the error check of each Begin and BeginTx: after a Commit it does nothing.") with
        {
            RuledOut = site.WaitedFor(1) is var waited and > 0 ? [$"transactions at work: {Words.Part(waited, site.Count)} {(waited == 1 ? "is" : "are")} open for a minute or longer"] : [],
            Unknown = ["which transaction: the goroutine was started by database/sql; the database's own list of sessions shows their statements"],
        };
    }
}
