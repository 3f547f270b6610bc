using System.Globalization;
using System.Text.Json;

namespace Unpark.Tests.Traces;

/// <summary>What Go's own reader, <c>internal/trace</c>, finds in a trace.</summary>
/// <param name="Times">Nanoseconds by kind, in its words: "Block time (chan send)".</param>
internal sealed record GoTraceSummary(IReadOnlyDictionary<string, long> Transitions, IReadOnlyDictionary<string, long> Times)
{
    private static readonly Lazy<string> Program = new(Build);

    public static GoTraceSummary Of(string trace)
    {
        var rows = Command.Run(Program.Value, [trace]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        return new(Rows("transition"), Rows("time"));

        Dictionary<string, long> Rows(string kind) =>
            rows.Where(row => row[0] == kind).ToDictionary(row => row[1], row => long.Parse(row[2], CultureInfo.InvariantCulture));
    }

    // Only packages inside the toolchain may import internal ones: an overlay puts the program there without writing to it.
    private static string Build()
    {
        var go = GoToolchain.Newest.Go;
        var folder = Path.Combine(Command.Run(go, ["env", "GOROOT"]).Trim(), "src", "cmd", "tracesummary");
        var source = Path.Combine(TestData.Root, "tests", "Unpark.System.Tests", "programs", "tracesummary", "main.go");
        var overlay = Path.Combine(TestFolder.OfRun, "overlay.json");
        File.WriteAllText(overlay, JsonSerializer.Serialize(new { Replace = new Dictionary<string, string> { [Path.Combine(folder, "main.go")] = source } }));
        var output = Path.Combine(TestFolder.OfRun, "tracesummary");
        Command.Run(go, ["build", "-overlay", overlay, "-o", output, "cmd/tracesummary"], Path.GetDirectoryName(folder), new Dictionary<string, string> { ["GOTOOLCHAIN"] = "local", ["GOFLAGS"] = "" });
        return output;
    }
}
