using System.Text.Json;
using Unpark.Findings;
using Unpark.Rendering.Json;

namespace Unpark.Rendering.Sarif;

/// <summary>The report as a log of SARIF 2.1.0, in the part of it that GitHub's code scanning reads, with more for other readers.</summary>
/// <remarks>
/// One run. Its rules are those that found something, in order of id; help is what <c>unpark explain</c> says. Tolerated findings
/// are results with suppressions. What was not as expected in the evidence is a notification of the invocation.
/// Source: SARIF 2.1.0 (OASIS), "SARIF support for code scanning" (GitHub docs).
/// </remarks>
public static class ReportSarif
{
    public static void Write(Report report, Stream output, RenderOptions options)
    {
        var places = new SarifPlaces(options.Sources.With(report.Findings.Select(finding => finding.Stack)));
        var rules = SarifRules.Of(report);
        using var json = new Utf8JsonWriter(output, JsonForm.Indented);
        json.WriteStartObject();
        json.WriteString("$schema"u8, "https://json.schemastore.org/sarif-2.1.0.json"u8);
        json.WriteString("version"u8, "2.1.0"u8);
        json.WriteStartArray("runs"u8);
        json.WriteStartObject();
        WriteTool(json, rules, options.Version);
        WriteIdentity(json, report);
        WriteInvocation(json, report);
        new SarifResults(json, report, rules, places).Write();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        JsonForm.EndLine(json, output);
    }

    private static void WriteTool(Utf8JsonWriter json, SarifRules rules, string? version)
    {
        json.WriteStartObject("tool"u8);
        json.WriteStartObject("driver"u8);
        json.WriteString("name"u8, "unpark"u8);
        if (version is not null) json.WriteString("semanticVersion"u8, version);
        rules.Write(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // The category under which GitHub keeps alerts apart: those of tests, of a service and of source alone do not close each other.
    private static void WriteIdentity(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("automationDetails"u8);
        json.WriteString("id"u8, Verdict.IsOfSource(report) ? "unpark/lint/"u8 : report.Context == EvidenceContext.Test ? "unpark/test/"u8 : "unpark/live/"u8);
        json.WriteEndObject();
        json.WriteStartObject("originalUriBaseIds"u8);
        json.WriteStartObject(SarifPlaces.Root);
        SarifParts.WriteText(json, "description"u8, "The root of the checkout.");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("invocations"u8);
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful"u8, !report.Diagnostics.Any(diagnostic => diagnostic.Fatal));
        json.WriteStartArray("toolExecutionNotifications"u8);
        foreach (var diagnostic in report.Diagnostics) WriteNotification(json, diagnostic.Fatal ? "error"u8 : "warning"u8, diagnostic.ToString());
        foreach (var omission in report.LeftOut) WriteNotification(json, "note"u8, Phrases.Of(omission));
        foreach (var note in report.Notes) WriteNotification(json, "note"u8, note);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteNotification(Utf8JsonWriter json, ReadOnlySpan<byte> level, string message)
    {
        json.WriteStartObject();
        json.WriteString("level"u8, level);
        SarifParts.WriteText(json, "message"u8, message);
        json.WriteEndObject();
    }
}
