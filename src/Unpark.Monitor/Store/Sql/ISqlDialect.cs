using System.Data.Common;

namespace Unpark.Monitor.Store.Sql;

/// <summary>In what the two databases differ.</summary>
internal interface ISqlDialect : IAsyncDisposable
{
    /// <summary>Text of statements with the words for types in it -> text for this database: {id}, {bytes}; and {lock}, behind a select whose rows nobody else may change before the end of the transaction.</summary>
    string Translate(string sql);

    /// <summary>The statement that begins a transaction which writes.</summary>
    string Begin { get; }

    /// <exception cref="StoreException">It cannot be reached.</exception>
    Task<DbConnection> OpenAsync(bool toWrite, CancellationToken cancellation);

    /// <summary>Bytes that this store's rows take on disk.</summary>
    Task<long> BytesAsync(SqlSession session);

    /// <summary>A failure of the database in words.</summary>
    StoreException Explain(DbException e);
}
