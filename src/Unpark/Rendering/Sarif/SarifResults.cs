using System.Globalization;
using System.Text.Json;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Rendering.Json;

namespace Unpark.Rendering.Sarif;

/// <summary>Findings as results, those that are tolerated after the others.</summary>
internal sealed class SarifResults(Utf8JsonWriter json, Report report, SarifRules rules, SarifPlaces places)
{
    // GitHub keeps 1,000 locations of a result.
    private const int FramesShown = 200;

    public void Write()
    {
        json.WriteStartArray("results"u8);
        foreach (var finding in report.Findings) Write(finding, null);
        foreach (var suppressed in report.Suppressed) Write(suppressed.Finding, suppressed.Suppression);
        json.WriteEndArray();
    }

    private void Write(Finding finding, Suppression? suppression)
    {
        json.WriteStartObject();
        json.WriteString("ruleId"u8, finding.Rule.Id);
        json.WriteNumber("ruleIndex"u8, rules.IndexOf(finding.Rule));
        json.WriteString("level"u8, Verdict.Word(finding.Level));
        SarifParts.WriteText(json, "message"u8, MessageOf(finding));
        WriteLocations(finding);
        WriteRelated(finding);
        WriteFingerprints(finding);
        if (finding.Count > 0) json.WriteNumber("occurrenceCount"u8, finding.Count);
        json.WriteNumber("rank"u8, SarifParts.RankOf(finding.Confidence));
        if (!finding.Stack.Frames.IsEmpty) WriteStacks(finding);
        if (finding.Patch is { } patch) SarifFixes.Write(json, patch, places);
        if (suppression is not null) WriteSuppression(suppression);
        WriteProperties(finding);
        json.WriteEndObject();
    }

    // Its first sentence stands alone in a list.
    private static string MessageOf(Finding finding) =>
        $"{finding.Title} ({Verdict.Word(finding.Confidence)}). {string.Join("; ", [.. Phrases.TestsOf(finding).Select(test => "test " + test), .. finding.Cause is { } cause ? [cause.Sentence] : Array.Empty<string>(), .. finding.Because])}. Fix: {finding.Fix}";

    private void WriteLocations(Finding finding)
    {
        json.WriteStartArray("locations"u8);
        json.WriteStartObject();
        var frame = finding.Site?.Frame ?? finding.Stack.Leaf ?? finding.CreatedBy;
        if (frame is not { File.Length: > 0 }) SarifPlaces.WriteEvidence(json, report.Evidence.IsEmpty ? "evidence" : report.Evidence[^1].Source);
        if (frame is not null) places.WriteBody(json, frame);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteRelated(Finding finding)
    {
        List<(Frame Frame, string What)> related = [];
        if (finding.CreatedBy is { File.Length: > 0 } creator) related.Add((creator, "created here"));
        if (finding.Cause is { } cause) related.AddRange(cause.Others.Prepend(cause.Spot).Select(spot => (new Frame("", spot.File, spot.Line), spot.What)));
        if (related.Count == 0) return;
        json.WriteStartArray("relatedLocations"u8);
        foreach (var (index, (frame, what)) in related.Index())
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, index + 1);
            places.WriteBody(json, frame);
            SarifParts.WriteText(json, "message"u8, what);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // GitHub tells alerts apart by the first alone; ours says what it stands for, and survives edits of the line too.
    private void WriteFingerprints(Finding finding)
    {
        json.WriteStartObject("partialFingerprints"u8);
        json.WriteString("primaryLocationLineHash"u8, $"{finding.Fingerprint}:1");
        json.WriteString("unparkFingerprint/v1"u8, finding.Fingerprint);
        json.WriteEndObject();
    }

    private void WriteStacks(Finding finding)
    {
        json.WriteStartArray("stacks"u8);
        json.WriteStartObject();
        SarifParts.WriteText(json, "message"u8, finding.State is { } state ? $"goroutine in {state.Text}" : "goroutine");
        json.WriteStartArray("frames"u8);
        foreach (var frame in finding.Stack.Frames.Take(FramesShown)) WriteLocation(frame, null);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        WriteCodeFlow(finding);
    }

    // From where it is started to where it waits: what GitHub shows as the path. It takes every file for one of the checkout,
    // so that those of Go and of other modules are steps only where there are no others.
    private void WriteCodeFlow(Finding finding)
    {
        json.WriteStartArray("codeFlows"u8);
        json.WriteStartObject();
        json.WriteStartArray("threadFlows"u8);
        json.WriteStartObject();
        json.WriteStartArray("locations"u8);
        if (finding.CreatedBy is { } creator) WriteLocation(creator, $"created by {creator.Function}");
        foreach (var frame in Steps(finding.Stack)) WriteLocation(frame, frame.Function);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private IEnumerable<Frame> Steps(CallStack stack)
    {
        var ours = stack.Frames.Where(places.IsInCheckout).Take(FramesShown).Reverse().ToList();
        return ours.Count > 0 ? ours : stack.Frames.Take(FramesShown).Reverse();
    }

    private void WriteLocation(Frame frame, string? message)
    {
        json.WriteStartObject();
        json.WriteStartObject("location"u8);
        places.WriteBody(json, frame);
        if (message is { Length: > 0 }) SarifParts.WriteText(json, "message"u8, message);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteSuppression(Suppression suppression)
    {
        json.WriteStartArray("suppressions"u8);
        json.WriteStartObject();
        json.WriteString("kind"u8, suppression.Kind == SuppressionKind.Comment ? "inSource"u8 : "external"u8);
        json.WriteString("status"u8, "accepted"u8);
        json.WriteString("justification"u8, suppression.Reason);
        if (suppression.Expires is { } day)
        {
            json.WriteStartObject("properties"u8);
            json.WriteString("expires"u8, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndArray();
        if (suppression.Kind == SuppressionKind.Baseline) json.WriteString("baselineState"u8, "unchanged"u8);
    }

    private void WriteProperties(Finding finding)
    {
        json.WriteStartObject("properties"u8);
        json.WriteString("confidence"u8, Verdict.Word(finding.Confidence));
        json.WriteString("precision"u8, SarifParts.PrecisionOf(finding.Confidence));
        json.WriteString("class"u8, JsonWords.Of(finding.Class));
        if (finding.State is { } state) json.WriteString("state"u8, state.Text);
        if (finding.Age is { } age) json.WriteAge(age);
        if (finding.Cost is { } cost) json.WriteNumber("costBytes"u8, cost.Bytes);
        json.WriteStrings("because"u8, finding.Because);
        json.WriteStrings("ruledOut"u8, finding.RuledOut);
        json.WriteStrings("unknown"u8, finding.Unknown);
        json.WriteString("fix"u8, finding.Fix);
        json.WriteEndObject();
    }
}
