using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Unpark.Monitor.Store.Sql;

/// <summary>The embedded store: one file, beside it its log while it is open.</summary>
/// <remarks>
/// Write-ahead log with <c>synchronous=normal</c>: what a finished transaction wrote outlives a kill of the process; a power cut may take
/// the last transactions, and never damages the file.
/// </remarks>
internal sealed class SqliteDialect : ISqlDialect
{
    private const int Full = 13, CannotOpen = 14, NotADatabase = 26, PageSize = 4096;

    /// <summary>SQLITE_IOERR_SHMSIZE: no room for the index of the log beside the file.</summary>
    private const int NoRoomForIndex = 4874;

    private readonly string _path;
    private readonly string _limit;

    static SqliteDialect()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? SystemsOwn() : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }

    /// <param name="maxBytes">The file never grows beyond it.</param>
    public SqliteDialect(string path, long maxBytes)
    {
        _path = path;
        _limit = FormattableString.Invariant($"pragma max_page_count = {Math.Max(64, maxBytes / PageSize)}");
    }

    public string Begin => "begin immediate";

    public string Translate(string sql) => sql
        .Replace("{id}", "integer primary key autoincrement", StringComparison.Ordinal)
        .Replace("{bytes}", "blob", StringComparison.Ordinal)
        .Replace("{lock}", "", StringComparison.Ordinal);

    public async Task<DbConnection> OpenAsync(bool toWrite, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Mode = toWrite ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadOnly, Pooling = !toWrite }.ToString());
        try
        {
            if (toWrite && Path.GetDirectoryName(_path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            await connection.OpenAsync(cancellation);
            var session = new SqlSession(connection);
            await session.RunAsync("pragma busy_timeout = 5000");
            if (toWrite)
            {
                await session.RunAsync($"pragma page_size = {PageSize}");
                await session.RunAsync("pragma journal_mode = wal");
                await session.RunAsync("pragma synchronous = normal");
                await session.RunAsync(_limit);
            }
            return connection;
        }
        catch (SqliteException e)
        {
            await connection.DisposeAsync();
            throw Explain(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await connection.DisposeAsync();
            throw new StoreException($"{_path}: cannot be opened: {e.Message.TrimEnd('.')}", e);
        }
    }

    public async Task<long> BytesAsync(SqlSession session)
    {
        var pages = await session.ScalarAsync<long>("pragma page_count");
        return (pages - await session.ScalarAsync<long>("pragma freelist_count")) * PageSize;
    }

    public StoreException Explain(DbException e) => e is SqliteException { SqliteExtendedErrorCode: NoRoomForIndex } ? NoRoom(e) : (e as SqliteException)?.SqliteErrorCode switch
    {
        Full => NoRoom(e),
        CannotOpen => new($"{_path}: cannot be opened: does its folder exist, and may this user write there?", e),
        NotADatabase => new($"{_path}: is a file of something else, not a store of unpark", e),
        _ => new($"{_path}: {e.Message.TrimEnd('.')}", e),
    };

    private StoreException NoRoom(DbException e) =>
        new($"{_path}: there is no room for more, on the disk or under the store's max_size; what is new is not kept until there is", e) { IsFull = true };

    public ValueTask DisposeAsync()
    {
        using var any = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString());
        SqliteConnection.ClearPool(any);
        return ValueTask.CompletedTask;
    }

    // The system's own library gets the system's updates; the one that comes along is for machines without.
    private static nint SystemsOwn()
    {
        var name = OperatingSystem.IsWindows() ? "winsqlite3" : OperatingSystem.IsMacOS() ? "/usr/lib/libsqlite3.dylib" : "libsqlite3.so.0";
        return NativeLibrary.TryLoad(name, out var handle) ? handle : 0;
    }
}
