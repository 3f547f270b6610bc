using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Unpark.Knowledge;

/// <summary>The table of library goroutines, known-goroutines.json: each name checked against the file its row cites.</summary>
internal static class KnownGoroutines
{
    private static readonly Lazy<ImmutableArray<KnownGoroutine>> Table = new(Read);
    private static readonly Lazy<FrozenDictionary<string, KnownGoroutine[]>> ByPackage = new(() =>
        Table.Value.GroupBy(known => known.Package).ToFrozenDictionary(group => group.Key, group => group.ToArray()));

    public static ImmutableArray<KnownGoroutine> All => Table.Value;

    /// <summary>The row for one frame's function.</summary>
    /// <param name="function">As printed; <c>%2e</c> is undone here.</param>
    /// <param name="package">Its <see cref="GoFunctionName.PackagePath"/>.</param>
    public static KnownGoroutine? Find(string function, string package)
    {
        if (!ByPackage.Value.TryGetValue(package, out var rows)) return null;
        var name = GoFunctionName.Unescape(function);
        return Array.Find(rows, row => row.Matches(name));
    }

    /// <summary>The package starts goroutines of the table and is not Go's own.</summary>
    public static bool IsLibrary(string package) =>
        ByPackage.Value.TryGetValue(package, out var rows) && rows[0].Library != "standard library";

    private static ImmutableArray<KnownGoroutine> Read()
    {
        using var stream = typeof(KnownGoroutines).Assembly.GetManifestResourceStream("known-goroutines.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var reader = new Utf8JsonReader(bytes);
        var rows = ImmutableArray.CreateBuilder<KnownGoroutine>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject) rows.Add(ReadRow(ref reader));
        }
        return rows.ToImmutable();
    }

    private static KnownGoroutine ReadRow(ref Utf8JsonReader reader)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            values[name] = reader.GetString()!;
        }

        return new(
            GoFunctionName.Unescape(values["function"]),
            values["match"] == "prefix",
            values["library"],
            values["import_path"],
            values["purpose"],
            values["stop_call"],
            VerdictOf(values["verdict"]),
            values["expected"],
            values["source"],
            values["verified"])
        {
            Package = GoFunctionName.Parse(values["function"]).PackagePath,
            SeenAs = values.GetValueOrDefault("seen_as"),
            Go = values.GetValueOrDefault("go"),
            Note = values.GetValueOrDefault("note"),
        };
    }

    private static KnownVerdict VerdictOf(string word) => word switch
    {
        "background" => KnownVerdict.Background,
        "leak-if-growing" => KnownVerdict.LeakIfGrowing,
        "leak-if-present-at-exit" => KnownVerdict.LeakIfPresentAtExit,
        _ => throw new FormatException($"known-goroutines.json: expected a verdict, found \"{word}\""),
    };
}
