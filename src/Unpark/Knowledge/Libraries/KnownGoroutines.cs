using System.Collections.Immutable;
using System.Text;
using Unpark.Knowledge.Frames;

namespace Unpark.Knowledge.Libraries;

/// <summary>The table of library goroutines, known-goroutines.json: each name checked against the file its row cites.</summary>
/// <remarks>
/// Read by need: evidence names a handful of packages, and all rows would take a fifth of an ordinary answer's time. Read as lines, each of them
/// one property without escapes: to load a reader of JSON would take a tenth of it.
/// </remarks>
internal static class KnownGoroutines
{
    private static readonly byte[] Json = ReadJson();
    private static readonly Dictionary<string, PackageRows> ByPackage = ReadPackages();

    private static ReadOnlySpan<byte> RowStart => "\n {\n"u8;

    private static ReadOnlySpan<byte> RowEnd => "\n }"u8;

    private static ReadOnlySpan<byte> Separator => "\": \""u8;

    public static ImmutableArray<KnownGoroutine> All => [.. ByPackage.Values.SelectMany(package => package.Rows)];

    /// <summary>The row for one frame's function.</summary>
    /// <param name="function">As printed; <c>%2e</c> is undone here.</param>
    /// <param name="package">Its <see cref="GoFunctionName.PackagePath"/>.</param>
    public static KnownGoroutine? Find(string function, string package)
    {
        if (!ByPackage.TryGetValue(package, out var known)) return null;
        var name = GoFunctionName.Unescape(function);
        return Array.Find(known.Rows, row => row.Matches(name));
    }

    /// <summary>The package starts goroutines of the table and is not Go's own.</summary>
    public static bool IsLibrary(string package) =>
        ByPackage.TryGetValue(package, out var known) && known.Rows[0].Library != "standard library";

    private static byte[] ReadJson()
    {
        using var stream = typeof(KnownGoroutines).Assembly.GetManifestResourceStream("known-goroutines.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // The function is the first property of each row.
    private static Dictionary<string, PackageRows> ReadPackages()
    {
        var packages = new Dictionary<string, PackageRows>(StringComparer.Ordinal);
        for (int start, end = 0; (start = Behind(RowStart, end)) >= 0;)
        {
            end = Behind(RowEnd, start);
            var package = GoFunctionName.PackageOf(PropertyOf(FirstLine(Json.AsSpan(start))).Value);
            if (!packages.TryGetValue(package, out var rows)) packages.Add(package, rows = new());
            rows.Add(new(start, end - RowEnd.Length));
        }
        return packages;
    }

    // -1 where there is no other.
    private static int Behind(ReadOnlySpan<byte> mark, int from) => Json.AsSpan(from).IndexOf(mark) is >= 0 and var at ? from + at + mark.Length : -1;

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text) => text[..text.IndexOf((byte)'\n')];

    //   "library": "standard library",
    private static (string Name, string Value) PropertyOf(ReadOnlySpan<byte> line)
    {
        var (name, colon, end) = (line.IndexOf((byte)'"') + 1, line.IndexOf(Separator), line.LastIndexOf((byte)'"'));
        return (Encoding.UTF8.GetString(line[name..colon]), Encoding.UTF8.GetString(line[(colon + Separator.Length)..end]));
    }

    private static KnownGoroutine ReadRow(RowPlace place)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        ReadOnlySpan<byte> row = Json.AsSpan(place.Start..place.End);
        foreach (var line in row.Split((byte)'\n'))
        {
            var (name, value) = PropertyOf(row[line]);
            values.Add(name, value);
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

    /// <summary>Of the word in the table.</summary>
    public static KnownVerdict VerdictOf(string word) => word switch
    {
        "background" => KnownVerdict.Background,
        "leak-if-growing" => KnownVerdict.LeakIfGrowing,
        "leak-if-present-at-exit" => KnownVerdict.LeakIfPresentAtExit,
        _ => throw new FormatException($"known-goroutines.json: expected a verdict, found \"{word}\""),
    };

    /// <summary>The rows of one package, in the order of the table.</summary>
    private sealed class PackageRows
    {
        private readonly List<RowPlace> _places = [];
        private KnownGoroutine[]? _rows;

        public KnownGoroutine[] Rows => _rows ??= [.. _places.Select(ReadRow)];

        public void Add(RowPlace place) => _places.Add(place);
    }

    // Offsets into the table's bytes.
    private sealed record RowPlace(int Start, int End);
}
