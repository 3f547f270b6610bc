using System.Text.Json;
using Unpark.Tests.Cli;

namespace Unpark.Tests.Accuracy;

/// <summary>A finding, as the program's JSON answer has it.</summary>
internal sealed record Said(string Rule, string Name, string Class, string Confidence, string Level, string File, int Line, string Function)
{
    /// <summary>The line that the source puts the blame on; null where it tells none.</summary>
    public SaidCause? Cause { get; init; }

    public bool IsAboveNote => Level != "note";

    /// <summary>What the program answers about some files of evidence.</summary>
    public static IReadOnlyList<Said> Of(IEnumerable<string> evidence, params string[] options) => Of(new CliRun.Settings(), evidence, options);

    /// <summary>The same, for somebody who stands in another folder.</summary>
    public static IReadOnlyList<Said> Of(CliRun.Settings settings, IEnumerable<string> evidence, params string[] options)
    {
        var run = CliRun.Of(settings, [.. evidence, "--format", "json", "--fail-on", "never", .. options]);
        Assert.True(run.Code == 0, run.Error);
        using var answer = JsonDocument.Parse(run.Output);
        return [.. answer.RootElement.GetProperty("findings").EnumerateArray().Select(Of)];
    }

    public override string ToString() => $"{Level} {Confidence} {Rule} {Name} ({Class}) at {Function} {File}:{Line}";

    private static Said Of(JsonElement finding)
    {
        var site = finding.TryGetProperty("site", out var place) ? place : default;
        return new(
            Text(finding, "rule"), Text(finding, "name"), Text(finding, "class"), Text(finding, "confidence"), Text(finding, "level"),
            Text(site, "file"), site.ValueKind == JsonValueKind.Object && site.TryGetProperty("line", out var line) ? line.GetInt32() : 0, Text(site, "function"))
        {
            Cause = finding.TryGetProperty("cause", out var cause) ? CauseOf(cause) : null,
        };
    }

    private static SaidCause CauseOf(JsonElement cause)
    {
        var (file, line) = SpotOf(cause.GetProperty("at"));
        return new(Text(cause, "name"), file, line)
        {
            IsSure = cause.GetProperty("sure").GetBoolean(),
            Others = cause.TryGetProperty("others", out var others) ? [.. others.EnumerateArray().Select(SpotOf)] : [],
        };
    }

    private static (string File, int Line) SpotOf(JsonElement spot) => (Text(spot, "file"), spot.GetProperty("line").GetInt32());

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}

/// <summary>The cause of a finding: its name and the culprit's line.</summary>
internal sealed record SaidCause(string Name, string File, int Line)
{
    public bool IsSure { get; init; }

    /// <summary>More lines that are shown.</summary>
    public IReadOnlyList<(string File, int Line)> Others { get; init; } = [];
}
