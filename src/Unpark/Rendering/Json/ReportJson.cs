using System.Collections.Immutable;
using System.Text.Json;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Json;

/// <summary>
/// The report for programs, schema "unpark.findings/1": docs/findings.schema.json says each key. A key that is absent
/// is unknown; nothing is filled with null or a guess. Keys keep their order.
/// </summary>
public static class ReportJson
{
    public static void Write(Report report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonForm.Indented);
        json.WriteStartObject();
        json.WriteString("schema"u8, "unpark.findings/1"u8);
        WriteEvidence(json, report.Evidence);
        WriteContext(json, report);
        if (report.Crash is { } crash) WriteCrash(json, crash);
        WriteGoroutines(json, report);
        WriteFindings(json, report.Findings);
        WriteSuppressed(json, report.Suppressed);
        if (report.Changes is { } changes) ChangesJson.Write(json, changes);
        WriteGroups(json, report.Groups);
        WriteOmissions(json, report.LeftOut);
        WriteDiagnostics(json, report.Diagnostics);
        json.WriteStrings("notes"u8, report.Notes);
        json.WriteEndObject();
        JsonForm.EndLine(json, output);
    }

    private static void WriteEvidence(Utf8JsonWriter json, ImmutableArray<EvidenceSummary> evidence)
    {
        json.WriteStartArray("evidence"u8);
        foreach (var piece in evidence)
        {
            json.WriteStartObject();
            json.WriteString("source"u8, piece.Source);
            json.WriteString("kind"u8, piece.Kind);
            if (piece.TakenAt is { } time) json.WriteString("takenAt"u8, time.ToUniversalTime());
            if (piece.GoVersion is { } version) json.WriteString("goVersion"u8, version);
            if (piece.Goroutines is { } goroutines) json.WriteNumber("goroutines"u8, goroutines);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteContext(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("context"u8);
        json.WriteString("is"u8, report.Context == EvidenceContext.Test ? "test"u8 : "live"u8);
        json.WriteString("because"u8, report.ContextReason);
        json.WriteEndObject();
    }

    private static void WriteCrash(Utf8JsonWriter json, Crash crash)
    {
        json.WriteStartObject("crash"u8);
        json.WriteString("kind"u8, JsonWords.Of(crash.Kind));
        json.WriteString("message"u8, crash.Message);
        json.WriteStrings("runningTests"u8, crash.RunningTests);
        if (crash.ExitStatus is { } status) json.WriteNumber("exitStatus"u8, status);
        json.WriteEndObject();
    }

    private static void WriteGoroutines(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("goroutines"u8);
        json.WriteNumber("total"u8, report.Total);
        json.WriteStartObject("byState"u8);
        foreach (var state in report.States) json.WriteNumber(state.State.Text, state.Count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, ImmutableArray<Finding> findings)
    {
        json.WriteStartArray("findings"u8);
        foreach (var finding in findings) FindingJson.Write(json, finding);
        json.WriteEndArray();
    }

    private static void WriteSuppressed(Utf8JsonWriter json, ImmutableArray<SuppressedFinding> suppressed)
    {
        if (suppressed.IsEmpty) return;
        json.WriteStartArray("suppressed"u8);
        foreach (var one in suppressed) FindingJson.Write(json, one.Finding, one.Suppression);
        json.WriteEndArray();
    }

    private static void WriteGroups(Utf8JsonWriter json, ImmutableArray<GroupSummary> groups)
    {
        json.WriteStartArray("groups"u8);
        foreach (var group in groups) GroupJson.Write(json, group);
        json.WriteEndArray();
    }

    private static void WriteOmissions(Utf8JsonWriter json, ImmutableArray<Omission> omissions)
    {
        if (omissions.IsEmpty) return;
        json.WriteStartArray("leftOut"u8);
        foreach (var omission in omissions)
        {
            json.WriteStartObject();
            json.WriteString("what"u8, omission.What);
            json.WriteString("why"u8, omission.Why);
            if (omission.HowToGet is { } how) json.WriteString("howToGet"u8, how);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, ImmutableArray<Diagnostic> diagnostics)
    {
        json.WriteStartArray("diagnostics"u8);
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("source"u8, diagnostic.Source);
            if (diagnostic.Position is { } position) json.WriteString("position"u8, position);
            json.WriteString("message"u8, diagnostic.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
