using System.Globalization;

namespace Unpark.Configuration;

/// <summary>An entry of <c>suppress:</c>.</summary>
internal static class SuppressEntry
{
    private static readonly string[] Patterns = ["rule", "fingerprint", "function", "file"];

    /// <returns>Null when it would suppress everything, gives no reason, or a day that is none.</returns>
    public static SuppressRule? Read(YamlMap entry, Entries entries)
    {
        entries.CheckKeys(entry, [.. Patterns, "reason", "expires"]);
        entries.Require(entry, "reason");
        if (!Array.Exists(Patterns, pattern => entries.Text(entry, pattern) is not null))
        {
            entries.Wrong(entry, $"this entry would suppress every finding: give one of {string.Join(", ", Patterns)}");
            return null;
        }
        if (entries.Text(entry, "reason") is not { } reason || !TryExpiry(entry, entries, out var expires)) return null;
        return new(entries.PlaceOf(entry), reason, entries.Text(entry, "rule"), entries.Text(entry, "fingerprint"), Pattern("function"), Pattern("file"), expires);

        NamePattern? Pattern(string key) => entries.Text(entry, key) is { } text ? new(text) : null;
    }

    private static bool TryExpiry(YamlMap entry, Entries entries, out DateOnly? expires)
    {
        expires = null;
        if (entries.Text(entry, "expires") is not { } text) return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            entries.Wrong(entry, $"expires is \"{text}\", expected a day as in 2026-12-31");
            return false;
        }
        expires = day;
        return true;
    }
}
