using System.Text;
using System.Text.Json;

namespace Unpark.Readers.GoTest;

/// <summary>Cuts what <c>go test</c> printed, plain or with <c>-json</c>, into the texts of its packages.</summary>
/// <remarks>
/// A crash is the end of a test binary of its own, and only the line behind its text names the package: "FAIL\texample.com/queue\t0.1s".
/// With -json a text is split into events that name some test, usually the last that ran and not the guilty one: the output of a whole
/// package belongs together. Source: cmd/go/internal/test, cmd/internal/test2json, Go 1.19 to 1.27.
/// </remarks>
public static class TestOutputReader
{
    // Longer texts of one package are cut: more than net/http/pprof prints of goroutines.
    private const int MaxTextOfPackage = 128 << 20;

    /// <summary>Only texts that may hold a dump or a race report, in the order in which they end. Never throws on content.</summary>
    /// <returns>Import path, empty where the output ends without naming it, and text.</returns>
    public static IEnumerable<(string Package, string Text)> Read(TextReader output)
    {
        var plain = new StringBuilder();
        var events = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        while (output.ReadLine() is { } line)
        {
            if (line.StartsWith('{') && TryReadEvent(line, out var package, out var text))
            {
                if (!events.TryGetValue(package, out var all)) events[package] = all = new();
                Append(all, text);
                continue;
            }
            Append(plain, line + "\n");
            if (PackageOf(line) is not { } name) continue;
            if (IsEvidence(plain)) yield return (name, plain.ToString());
            plain.Clear();
        }
        foreach (var (package, text) in events.Where(one => IsEvidence(one.Value))) yield return (package, text.ToString());
        if (IsEvidence(plain)) yield return ("", plain.ToString());
    }

    private static void Append(StringBuilder text, string more)
    {
        if (text.Length + more.Length <= MaxTextOfPackage) text.Append(more);
    }

    // "ok  \texample.com/queue\t0.1s", "FAIL\texample.com/queue\t0.1s", "FAIL\texample.com/queue [build failed]"
    private static string? PackageOf(string line) =>
        line.Split('\t') is ["ok  " or "FAIL" or "?   ", { Length: > 0 } name, ..] ? name.Split(' ')[0] : null;

    private static bool IsEvidence(StringBuilder text)
    {
        foreach (var chunk in text.GetChunks())
        {
            if (chunk.Span.Contains("goroutine ", StringComparison.Ordinal) || chunk.Span.Contains("Goroutine ", StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static bool TryReadEvent(string line, out string package, out string text)
    {
        (package, text) = ("", "");
        try
        {
            using var json = JsonDocument.Parse(line);
            if (Word(json, "Action") is null || Word(json, "Package") is not { } name) return false;
            (package, text) = (name, Word(json, "Output") ?? "");
            return true;
        }
        catch (JsonException)
        {
            return false; // a line of the program's own
        }
    }

    private static string? Word(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
