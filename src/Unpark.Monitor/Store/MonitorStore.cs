using Unpark.Monitor.Settings;
using Unpark.Monitor.Store.Sql;

namespace Unpark.Monitor.Store;

/// <summary>Opens the store that the settings name.</summary>
public static class MonitorStore
{
    /// <exception cref="StoreException">It cannot be opened; the message says why and what to try.</exception>
    public static async Task<IMonitorStore> OpenAsync(StoreSettings settings, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        ISqlDialect dialect = settings.Connection is { } connection
            ? new PostgresDialect(connection)
            : new SqliteDialect(settings.Path, settings.Retention.MaxBytes);
        return await SqlStore.OpenAsync(dialect, settings.Retention, time ?? TimeProvider.System, cancellation);
    }
}
