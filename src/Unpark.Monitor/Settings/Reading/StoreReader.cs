using Unpark.Configuration;

namespace Unpark.Monitor.Settings.Reading;

/// <summary>Reads the section <c>store</c>.</summary>
internal static class StoreReader
{
    public static StoreSettings Read(YamlMap map, Entries entries, SettingsFolder folder)
    {
        entries.CheckKeys(map, "path", "connection", "retention");
        return new()
        {
            Path = folder.PathOf(entries.Text(map, "path") ?? StoreSettings.Default.Path),
            Connection = entries.Text(map, "connection"),
            Retention = entries.Map(map, "retention") is { } retention ? ReadRetention(retention, entries) : Retention.Default,
        };
    }

    private static Retention ReadRetention(YamlMap map, Entries entries)
    {
        entries.CheckKeys(map, "samples", "history", "snapshots", "snapshot_interval", "events", "max_size");
        var defaults = Retention.Default;
        return new()
        {
            Samples = entries.Duration(map, "samples", defaults.Samples),
            History = entries.Duration(map, "history", defaults.History),
            Snapshots = entries.Duration(map, "snapshots", defaults.Snapshots),
            SnapshotInterval = entries.Duration(map, "snapshot_interval", defaults.SnapshotInterval),
            Events = entries.Duration(map, "events", defaults.Events),
            MaxBytes = entries.Size(map, "max_size", defaults.MaxBytes),
        };
    }
}
