using System.Globalization;

namespace Unpark.Collectors;

/// <summary>Figures as they stand in sentences.</summary>
internal static class Words
{
    /// <summary>"0.4 ms", "66 ms", "4.0 s", "14 s", "4 minutes".</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 10 } => Invariant($"{time.TotalMilliseconds:0.#} ms"),
        { TotalSeconds: < 1 } => Invariant($"{time.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 10 } => Invariant($"{time.TotalSeconds:0.#} s"),
        { TotalMinutes: < 3 } => Invariant($"{time.TotalSeconds:0} s"),
        _ => Invariant($"{time.TotalMinutes:0} minutes"),
    };

    /// <summary>"102,705"</summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 file", "3 files"</summary>
    public static string Of(long count, string thing) => $"{Of(count)} {thing}{(count == 1 ? "" : "s")}";

    public static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return (end < 0 ? text : text[..end]).TrimEnd('.', ' ');
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
