using System.Text.Json;
using Unpark.Findings;
using Unpark.Rendering.Json;
using Unpark.Rendering.Markdown;

namespace Unpark.Rendering.Sarif;

/// <summary>The rules that found something, and their numbers.</summary>
internal sealed class SarifRules
{
    // Longer descriptions are refused by GitHub.
    private const int MaxDescription = 1024;

    private readonly List<RuleDoc> _docs = [];

    public static SarifRules Of(Report report)
    {
        var rules = new SarifRules();
        foreach (var finding in report.Findings) rules.Add(finding.Rule);
        foreach (var suppressed in report.Suppressed) rules.Add(suppressed.Finding.Rule);
        rules._docs.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return rules;
    }

    public int IndexOf(RuleDoc doc) => _docs.FindIndex(other => other.Id == doc.Id);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("rules"u8);
        foreach (var doc in _docs) Write(json, doc);
        json.WriteEndArray();
    }

    private void Add(RuleDoc doc)
    {
        if (IndexOf(doc) < 0) _docs.Add(doc);
    }

    private static void Write(Utf8JsonWriter json, RuleDoc doc)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, doc.Id);
        json.WriteString("name"u8, doc.Name);
        SarifParts.WriteText(json, "shortDescription"u8, Clip(doc.Title));
        SarifParts.WriteText(json, "fullDescription"u8, Clip(doc.Why));
        WriteHelp(json, doc);
        WriteProperties(json, doc);
        json.WriteEndObject();
    }

    private static void WriteHelp(Utf8JsonWriter json, RuleDoc doc)
    {
        using var page = new StringWriter { NewLine = "\n" };
        RuleMarkdown.Write(doc, page);
        json.WriteStartObject("help"u8);
        json.WriteString("text"u8, $"{doc.Why}\n\nHow to make sure: {doc.Confirm}\n\nFix: {doc.Fix}");
        json.WriteString("markdown"u8, page.ToString());
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, RuleDoc doc)
    {
        json.WriteStartObject("properties"u8);
        json.WriteString("precision"u8, SarifParts.PrecisionOf(doc.MaxConfidence));
        json.WriteString("problem.severity"u8, SeverityOf(doc.MaxConfidence));
        json.WriteStartArray("tags"u8);
        json.WriteStringValue("reliability"u8);
        json.WriteStringValue("concurrency"u8);
        json.WriteStringValue(JsonWords.Of(doc.Class));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> SeverityOf(Confidence confidence) => confidence switch
    {
        Confidence.Proven => "error"u8,
        Confidence.Likely => "warning"u8,
        _ => "recommendation"u8,
    };

    private static string Clip(string text)
    {
        if (text.Length <= MaxDescription) return text;
        var end = MaxDescription - 3;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "...");
    }
}
