using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Unpark.Tests;

/// <summary>The part of JSON Schema that the schemas of docs/ (2020-12) and of SARIF (draft 4) use. A keyword it does not know is a fault of the test.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly HashSet<string> Remarks = ["$schema", "$defs", "definitions", "id", "title", "description", "default"];

    public static JsonSchema OfDocs(string file) => Of(Path.Combine(TestData.Root, "docs", file));

    public static JsonSchema Sarif() => Of(Path.Combine(TestData.Root, "tests", "schemas", "sarif-2.1.0-rtm.5.json"));

    /// <param name="schema">A part of <paramref name="document"/>, in which its references are looked up.</param>
    public static IReadOnlyList<string> Violations(JsonElement document, JsonElement schema, JsonElement value)
    {
        var violations = new List<string>();
        new JsonSchema(document).Check(schema, value, "$", violations);
        return violations;
    }

    private static JsonSchema Of(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new(document.RootElement.Clone());
    }

    /// <returns>One line for each place that breaks the schema.</returns>
    public IReadOnlyList<string> Violations(JsonElement document)
    {
        var violations = new List<string>();
        Check(root, document, "$", violations);
        return violations;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> violations)
    {
        // "true" is the schema of anything.
        if (schema.ValueKind == JsonValueKind.True) return;
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Remarks.Contains(keyword.Name)) Check(schema, keyword.Name, keyword.Value, value, path, violations);
        }
    }

    private void Check(JsonElement schema, string keyword, JsonElement rule, JsonElement value, string path, List<string> violations)
    {
        switch (keyword)
        {
            case "$ref": Check(Resolve(rule.GetString()!), value, path, violations); break;
            case "type": Require(rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Any(type => IsOfType(value, type.GetString()!)) : IsOfType(value, rule.GetString()!), $"is {value.ValueKind}, expected {rule}"); break;
            case "const": Require(value.GetString() == rule.GetString(), $"is {value}, expected {rule}"); break;
            case "enum": Require(rule.EnumerateArray().Any(allowed => allowed.GetString() == value.GetString()), $"is {value}, expected one of {rule}"); break;
            case "format": Require(IsOfFormat(value.GetString()!, rule.GetString()!), $"is {value}, expected {rule}"); break;
            case "anyOf": Require(Matches(rule, value) > 0, $"matches none of {rule}"); break;
            case "oneOf": Require(Matches(rule, value) == 1, $"matches not exactly one of {rule}"); break;
            case "uniqueItems": Require(!rule.GetBoolean() || value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() == value.GetArrayLength(), "has equal items"); break;
            case "pattern": Require(Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)), $"is {value}, expected {rule}"); break;
            case "minimum": Require(value.GetDouble() >= rule.GetDouble(), $"is {value}, below {rule}"); break;
            case "maximum": Require(value.GetDouble() <= rule.GetDouble(), $"is {value}, above {rule}"); break;
            case "minItems": Require(value.GetArrayLength() >= rule.GetInt32(), $"has {value.GetArrayLength()} items, expected at least {rule}"); break;
            case "maxItems": Require(value.GetArrayLength() <= rule.GetInt32(), $"has {value.GetArrayLength()} items, expected at most {rule}"); break;
            case "required": CheckRequired(rule, value, path, violations); break;
            case "properties": CheckProperties(rule, value, path, violations); break;
            case "additionalProperties": CheckOthers(schema, rule, value, path, violations); break;
            case "items": CheckItems(rule, value, path, violations); break;
            default: throw new NotSupportedException($"the schema uses {keyword}, which this test does not know");
        }

        void Require(bool holds, string violation)
        {
            if (!holds) violations.Add($"{path} {violation}");
        }
    }

    private static void CheckRequired(JsonElement names, JsonElement value, string path, List<string> violations) =>
        violations.AddRange(names.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path} has no {name}"));

    private void CheckProperties(JsonElement rules, JsonElement value, string path, List<string> violations)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (rules.TryGetProperty(property.Name, out var rule)) Check(rule, property.Value, $"{path}.{property.Name}", violations);
        }
    }

    private void CheckOthers(JsonElement schema, JsonElement rule, JsonElement value, string path, List<string> violations)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(property.Name, out _)) continue;
            if (rule.ValueKind == JsonValueKind.False) violations.Add($"{path} has {property.Name}, which the schema does not know");
            else if (rule.ValueKind == JsonValueKind.Object) Check(rule, property.Value, $"{path}.{property.Name}", violations);
        }
    }

    private void CheckItems(JsonElement rule, JsonElement value, string path, List<string> violations)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray()) Check(rule, item, $"{path}[{index++}]", violations);
    }

    private int Matches(JsonElement schemas, JsonElement value) => schemas.EnumerateArray().Count(schema =>
    {
        var violations = new List<string>();
        Check(schema, value, "$", violations);
        return violations.Count == 0;
    });

    // "#/$defs/frame", "#/definitions/run"
    private JsonElement Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name));

    private static bool IsOfFormat(string value, string format) => format switch
    {
        "uri" => Uri.TryCreate(value, UriKind.Absolute, out _),
        "uri-reference" => Uri.IsWellFormedUriString(value, UriKind.RelativeOrAbsolute),
        "date-time" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _),
        _ => throw new NotSupportedException($"the schema uses the format {format}, which this test does not know"),
    };

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"the schema uses the type {type}, which this test does not know"),
    };
}
