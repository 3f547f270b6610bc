using System.Data.Common;
using System.Globalization;

namespace Unpark.Monitor.Store.Sql;

/// <summary>Statements over one connection. Parameters are written <c>@name</c>.</summary>
internal sealed class SqlSession(DbConnection connection)
{
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>All of it is written, or nothing. A session in which it failed is not to be used again: what is begun ends with its connection.</summary>
    /// <param name="begin">The statement that begins a transaction.</param>
    /// <remarks>In SQL, without a <see cref="DbTransaction"/>: that of SQLite cannot be disposed of after a full disk, which ends the transaction by itself.</remarks>
    public async Task InTransactionAsync(string begin, Func<Task> work)
    {
        await RunAsync(begin);
        await work();
        await RunAsync("commit");
    }

    /// <returns>How many rows were changed.</returns>
    public async Task<int> RunAsync(string sql, params (string Name, object? Value)[] parameters) =>
        await CommandOf(sql, parameters).ExecuteNonQueryAsync();

    public async Task<T> ScalarAsync<T>(string sql, params (string Name, object? Value)[] parameters)
        where T : struct =>
        (T)Convert.ChangeType(await CommandOf(sql, parameters).ExecuteScalarAsync() ?? default(T), typeof(T), CultureInfo.InvariantCulture);

    public async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        var rows = new List<T>();
        await using var reader = await CommandOf(sql, parameters).ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    // One command for each text: SQLite parses it once.
    private DbCommand CommandOf(string sql, (string Name, object? Value)[] parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // texts are constants of this folder; values are parameters
            command.CommandText = sql;
#pragma warning restore CA2100
            _commands.Add(sql, command);
        }
        command.Parameters.Clear();
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
