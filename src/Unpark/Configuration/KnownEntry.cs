using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Libraries;

namespace Unpark.Configuration;

/// <summary>An entry of <c>known:</c>, in the shape of the table of libraries.</summary>
internal static class KnownEntry
{
    /// <returns>Null when something it needs is missing.</returns>
    public static KnownGoroutine? Read(YamlMap entry, Entries entries)
    {
        entries.CheckKeys(entry, "function", "match", "library", "purpose", "stop_call", "verdict", "expected", "note");
        entries.Require(entry, "function", "verdict");
        var match = entries.OneOf(entry, "match", "exact", "prefix");
        var verdict = entries.OneOf(entry, "verdict", "background", "leak-if-growing", "leak-if-present-at-exit");
        if (entries.Text(entry, "function") is not { } function || verdict is null) return null;

        var name = GoFunctionName.Unescape(function);
        var package = GoFunctionName.PackageOf(function);
        var place = entries.PlaceOf(entry);
        return new(
            name,
            IsPrefix: match == "prefix",
            Library: entries.Text(entry, "library") ?? package,
            ImportPath: package,
            Purpose: entries.Text(entry, "purpose") ?? $"known from {place}",
            StopCall: entries.Text(entry, "stop_call") ?? $"none: {place} names no call",
            KnownGoroutines.VerdictOf(verdict),
            Expected: entries.Text(entry, "expected") ?? ExpectedOf(verdict),
            Source: place,
            Verified: "user")
        {
            Package = package,
            Note = entries.Text(entry, "note"),
            IsUsers = true,
        };
    }

    private static string ExpectedOf(string verdict) => verdict switch
    {
        "background" => "any number, for as long as the process lives",
        "leak-if-growing" => "a number that does not grow",
        _ => "none after shutdown",
    };
}
