using System.Text.Json;
using Unpark.Findings;

namespace Unpark.Rendering.Json;

/// <summary>What rules say of themselves, schema "unpark.rules/1".</summary>
public static class RulesJson
{
    public static void Write(IEnumerable<RuleDoc> rules, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonForm.Indented);
        json.WriteStartObject();
        json.WriteString("schema"u8, "unpark.rules/1"u8);
        json.WriteStartArray("rules"u8);
        foreach (var rule in rules) WriteRule(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
        JsonForm.EndLine(json, output);
    }

    private static void WriteRule(Utf8JsonWriter json, RuleDoc rule)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, rule.Id);
        json.WriteString("name"u8, rule.Name);
        json.WriteString("class"u8, JsonWords.Of(rule.Class));
        json.WriteString("title"u8, rule.Title);
        json.WriteString("why"u8, rule.Why);
        json.WriteString("confirm"u8, rule.Confirm);
        json.WriteString("fix"u8, rule.Fix);
        if (rule.Example is { } example) json.WriteString("example"u8, example);
        if (rule.Versions is { } versions) json.WriteString("versions"u8, versions);
        json.WriteString("maxConfidence"u8, Verdict.Word(rule.MaxConfidence));
        json.WriteEndObject();
    }
}
