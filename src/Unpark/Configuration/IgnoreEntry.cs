namespace Unpark.Configuration;

/// <summary>An entry of <c>ignore:</c>.</summary>
internal static class IgnoreEntry
{
    private static readonly string[] Patterns = ["frame", "entry", "creator", "library", "label"];

    /// <returns>Null when it would ignore everything, or gives no reason.</returns>
    public static IgnoreRule? Read(YamlMap entry, Entries entries)
    {
        entries.CheckKeys(entry, [.. Patterns, "reason"]);
        entries.Require(entry, "reason");
        if (!Array.Exists(Patterns, pattern => entries.Text(entry, pattern) is not null))
        {
            entries.Wrong(entry, $"this entry would ignore every goroutine: give one of {string.Join(", ", Patterns)}");
            return null;
        }
        if (entries.Text(entry, "reason") is not { } reason) return null;

        var label = entries.Text(entry, "label")?.Split('=', 2);
        return new(
            entries.PlaceOf(entry),
            reason,
            Frame: Pattern("frame"),
            Entry: Pattern("entry"),
            Creator: Pattern("creator"),
            Library: Pattern("library"),
            LabelKey: label?[0],
            LabelValue: label is [_, var value] ? new(value) : null);

        NamePattern? Pattern(string key) => entries.Text(entry, key) is { } text ? new(text) : null;
    }
}
