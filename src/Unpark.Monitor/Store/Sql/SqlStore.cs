using System.Data.Common;
using System.Globalization;
using Unpark.Monitor.Settings;

namespace Unpark.Monitor.Store.Sql;

/// <summary>The store in a database that speaks SQL.</summary>
internal sealed partial class SqlStore : IMonitorStore
{
    private readonly ISqlDialect _dialect;
    private readonly Retention _retention;
    private readonly TimeProvider _time;

    // One writer: SQLite has room for no second, and steps of one target must not overtake each other.
    private readonly SemaphoreSlim _writing = new(1);
    private readonly string _name = Guid.NewGuid().ToString("N");
    private bool _hasSigned;
    private int _others;
    private DbConnection? _connection;
    private SqlSession? _session;

    private SqlStore(ISqlDialect dialect, Retention retention, TimeProvider time) => (_dialect, _retention, _time) = (dialect, retention, time);

    /// <exception cref="StoreException">It cannot be opened, or a later version of unpark wrote it.</exception>
    public static async Task<SqlStore> OpenAsync(ISqlDialect dialect, Retention retention, TimeProvider time, CancellationToken cancellation)
    {
        var store = new SqlStore(dialect, retention, time);
        try
        {
            await store.TransactAsync(store.CreateTablesAsync, cancellation);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        await _dialect.DisposeAsync();
        _writing.Dispose();
    }

    private async Task CreateTablesAsync(SqlSession session)
    {
        foreach (var statement in Schema.Statements) await session.RunAsync(_dialect.Translate(statement));
        await session.RunAsync("insert into meta (name, value) values ('version', @version) on conflict do nothing", ("version", Schema.Version.ToString(CultureInfo.InvariantCulture)));
        var version = await session.QueryAsync("select value from meta where name = 'version'", row => int.Parse(row.GetString(0), CultureInfo.InvariantCulture));
        if (version is not [Schema.Version]) throw new StoreException($"the store has form {version[0]}, which a later version of unpark wrote; this one knows form {Schema.Version}");
    }

    private Task WriteAsync(Func<SqlSession, Task> work, CancellationToken cancellation) => TransactAsync(
        async session =>
        {
            await SignAsync(session);
            await work(session);
        },
        cancellation);

    // What is kept in mind of the last steps holds as long as nobody else writes, as another process does while one takes the place of the other.
    private async Task SignAsync(SqlSession session)
    {
        var writer = await session.QueryAsync(_dialect.Translate("select value from meta where name = 'writer' {lock}"), row => row.GetString(0));
        if (writer is [var last] && last == _name) return;
        if (_hasSigned) _others++;
        _hasSigned = true;
        _tails.Clear();
        await session.RunAsync("insert into meta (name, value) values ('writer', @name) on conflict (name) do update set value = excluded.value", ("name", _name));
    }

    /// <summary>Work in one transaction of the one writer. A connection that failed is not used again.</summary>
    private async Task TransactAsync(Func<SqlSession, Task> work, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            if (_session is null)
            {
                _connection = await _dialect.OpenAsync(toWrite: true, cancellation);
                _session = new(_connection);
            }
            await _session.InTransactionAsync(_dialect.Begin, () => work(_session));
        }
        catch (DbException e)
        {
            await ForgetConnectionAsync();
            throw _dialect.Explain(e);
        }
        catch
        {
            await ForgetConnectionAsync();
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await _dialect.OpenAsync(toWrite: false, cancellation);
        try
        {
            return await work(new SqlSession(connection));
        }
        catch (DbException e)
        {
            throw _dialect.Explain(e);
        }
    }

    // What was kept in mind of the target's last steps may not be what the database has.
    private async Task ForgetConnectionAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        (_connection, _session) = (null, null);
        _tails.Clear();
        _targets.Clear();
        _sites.Clear();
        _columns.Clear();
    }

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
