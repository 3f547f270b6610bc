namespace Unpark.Monitor.Settings;

/// <summary>Where history is kept, and for how long.</summary>
public sealed record StoreSettings
{
    public static StoreSettings Default { get; } = new();

    /// <summary>File of the embedded store.</summary>
    public string Path { get; init; } = "unpark.db";

    /// <summary>Of a PostgreSQL server ("Host=db;Database=unpark;Username=unpark"), which then takes the place of the file. A secret: never printed.</summary>
    public string? Connection { get; init; }

    public Retention Retention { get; init; } = Retention.Default;

    public override string ToString() => nameof(StoreSettings);
}
