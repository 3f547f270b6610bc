namespace Unpark.Analysis;

/// <summary>What database/sql does in the last moment, counted by its goroutines.</summary>
/// <param name="OpenRows">Result sets that are not closed; only those with a context that can end have a goroutine.</param>
/// <param name="OpenTransactions">Transactions that are neither committed nor rolled back.</param>
/// <param name="Handles">Open sql.DB.</param>
/// <param name="Waiting">Goroutines that wait for a free connection.</param>
internal sealed record DatabaseUse(long OpenRows, long OpenTransactions, long Handles, long Waiting)
{
    public static DatabaseUse Of(Evidence evidence)
    {
        long rows = 0, transactions = 0, handles = 0, waiting = 0;
        foreach (var site in evidence.Sites)
        {
            switch (site.Known?.Function)
            {
                case "database/sql.(*Rows).awaitDone": rows += site.Count; break;
                case "database/sql.(*Tx).awaitDone": transactions += site.Count; break;
                case "database/sql.(*DB).connectionOpener": handles += site.Count; break;
                default: waiting += site.Call is { Function: "database/sql.(*DB).conn" } ? site.Count : 0; break;
            }
        }
        return new(rows, transactions, handles, waiting);
    }
}
