using System.Globalization;
using System.Text.Json;
using Unpark.Findings;

namespace Unpark.Rendering.Json;

internal static class FindingJson
{
    /// <param name="suppression">Why it is tolerated; null for one that counts.</param>
    public static void Write(Utf8JsonWriter json, Finding finding, Suppression? suppression = null)
    {
        json.WriteStartObject();
        WriteWhat(json, finding);
        WriteWhere(json, finding);
        WriteWhy(json, finding);
        if (suppression is not null) WriteSuppression(json, suppression);
        json.WriteEndObject();
    }

    private static void WriteSuppression(Utf8JsonWriter json, Suppression suppression)
    {
        json.WriteStartObject("suppression"u8);
        json.WriteString("by"u8, suppression.Kind switch { SuppressionKind.Baseline => "baseline"u8, SuppressionKind.Comment => "comment"u8, _ => "configuration"u8 });
        json.WriteString("reason"u8, suppression.Reason);
        if (suppression.Expires is { } day) json.WriteString("expires"u8, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteWhat(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("rule"u8, finding.Rule.Id);
        json.WriteString("name"u8, finding.Rule.Name);
        json.WriteString("class"u8, JsonWords.Of(finding.Class));
        json.WriteString("title"u8, finding.Title);
        json.WriteString("confidence"u8, Verdict.Word(finding.Confidence));
        json.WriteString("level"u8, Verdict.Word(finding.Level));
        json.WriteNumber("count"u8, finding.Count);
    }

    private static void WriteWhere(Utf8JsonWriter json, Finding finding)
    {
        if (finding.State is { } state) json.WriteString("state"u8, state.Text);
        if (finding.Site is { } site) json.WriteFrame("site"u8, site.Frame);
        if (finding.CreatedBy is { } creator) json.WriteFrame("createdBy"u8, creator);
        if (!finding.Stack.Frames.IsEmpty) json.WriteStack("stack"u8, finding.Stack);
        if (!finding.Goroutines.IsEmpty) WriteIds(json, finding);
        if (finding.Age is { } age) json.WriteAge(age);
        if (!finding.Tests.IsEmpty) WriteTests(json, finding);
    }

    private static void WriteIds(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("goroutines"u8);
        foreach (var id in finding.Goroutines) json.WriteNumberValue(id);
        json.WriteEndArray();
    }

    private static void WriteTests(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("tests"u8);
        foreach (var test in finding.Tests)
        {
            json.WriteStartObject();
            if (test.Package.Length > 0) json.WriteString("package"u8, test.Package);
            if (test.Name is { } name) json.WriteString("name"u8, name);
            json.WriteNumber("count"u8, test.Count);
            if (!test.Sure) json.WriteBoolean("sure"u8, false);
            if (test.Alone is { } alone) json.WriteBoolean("alone"u8, alone);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteWhy(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Ages is { } ages) WriteAges(json, ages);
        if (finding.Growth is { } growth) WriteGrowth(json, growth);
        json.WriteStrings("because"u8, finding.Because);
        if (!finding.RuledOut.IsEmpty) json.WriteStrings("ruledOut"u8, finding.RuledOut);
        if (!finding.Unknown.IsEmpty) json.WriteStrings("unknown"u8, finding.Unknown);
        if (finding.Cost is { } cost) WriteCost(json, cost);
        json.WriteString("fix"u8, finding.Fix);
        SourceJson.Write(json, finding);
        json.WriteString("fingerprint"u8, finding.Fingerprint);
    }

    private static void WriteCost(Utf8JsonWriter json, Cost cost)
    {
        json.WriteStartObject("cost"u8);
        json.WriteNumber("bytes"u8, cost.Bytes);
        json.WriteString("basis"u8, cost.Basis);
        json.WriteEndObject();
    }

    private static void WriteAges(Utf8JsonWriter json, AgePattern ages)
    {
        json.WriteStartObject("ages"u8);
        json.WriteString("pattern"u8, JsonWords.Of(ages.Shape));
        if (ages.PerHour is { } perHour) json.WriteNumber("perHour"u8, perHour);
        if (ages.Low is { } low) json.WriteNumber("perHourLow"u8, low);
        if (ages.High is { } high) json.WriteNumber("perHourHigh"u8, high);
        json.WriteString("basis"u8, ages.Basis);
        json.WriteEndObject();
    }

    private static void WriteGrowth(Utf8JsonWriter json, Growth growth)
    {
        json.WriteStartObject("growth"u8);
        if (growth.PerHour is { } perHour && double.IsFinite(perHour)) json.WriteNumber("perHour"u8, perHour);
        if (growth.Low is { } low && double.IsFinite(low)) json.WriteNumber("perHourLow"u8, low);
        if (growth.High is { } high && double.IsFinite(high)) json.WriteNumber("perHourHigh"u8, high);
        if (growth.PValue is { } pValue && double.IsFinite(pValue)) json.WriteNumber("pValue"u8, pValue);
        json.WriteNumber("from"u8, growth.From);
        json.WriteNumber("to"u8, growth.To);
        json.WriteEndObject();
    }
}
