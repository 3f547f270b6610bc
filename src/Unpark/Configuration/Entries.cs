using System.Globalization;
using Unpark.Model;

namespace Unpark.Configuration;

/// <summary>Takes entries and their values out of a tree; keeps what was not as expected.</summary>
internal sealed class Entries(string source)
{
    public List<Diagnostic> Errors { get; } = [];

    /// <summary>".unpark.yaml:12"</summary>
    public string PlaceOf(YamlNode node) => string.Create(CultureInfo.InvariantCulture, $"{source}:{node.Line}");

    /// <summary>The maps of a section's list; none where the section is missing or empty.</summary>
    public IEnumerable<YamlMap> Of(YamlMap file, string section)
    {
        var list = file.Entries.Find(entry => entry.Key == section)?.Value;
        if (list is null or YamlScalar { Text: "" }) yield break;
        if (list is not YamlList entries)
        {
            Wrong(list, $"{section}: expected a list of entries, each after \"- \", found {list.Kind}");
            yield break;
        }
        foreach (var map in MapsOf(entries, section)) yield return map;
    }

    /// <summary>The maps of a list; what else stands in it is told.</summary>
    public IEnumerable<YamlMap> MapsOf(YamlList list, string section)
    {
        foreach (var item in list.Items)
        {
            if (item is YamlMap map) yield return map;
            else Wrong(item, $"{section}: expected an entry of keys and values, found {item.Kind}");
        }
    }

    /// <summary>The text of a key; null when it is not given.</summary>
    public string? Text(YamlMap entry, string key)
    {
        switch (entry.Entries.Find(one => one.Key == key)?.Value)
        {
            case null:
                return null;
            case YamlScalar { Text: not "" } scalar:
                return scalar.Text;
            case var other:
                Wrong(other, $"{key}: expected a text, found {other.Kind}");
                return null;
        }
    }

    /// <summary>The map of a key; null when it is not given, empty, or something else.</summary>
    public YamlMap? Map(YamlMap entry, string key)
    {
        var value = Node(entry, key);
        if (value is null or YamlScalar { Text: "" } or YamlMap) return value as YamlMap;
        Wrong(value, $"{key}: expected keys and values, found {value.Kind}");
        return null;
    }

    /// <summary>The texts of a key's list; none where it is not given.</summary>
    public IEnumerable<YamlScalar> Texts(YamlMap entry, string key)
    {
        var value = Node(entry, key);
        if (value is null) yield break;
        if (value is not YamlList { Items: var items })
        {
            Wrong(value, $"{key}: expected a list, as [a, b], found {value.Kind}");
            yield break;
        }
        foreach (var item in items)
        {
            if (item is YamlScalar { Text: not "" } text) yield return text;
            else Wrong(item, $"{key}: expected a text, found {item.Kind}");
        }
    }

    /// <summary>What stands behind a key, whatever it is; null when it is not given.</summary>
    public static YamlNode? Node(YamlMap entry, string key) => entry.Entries.Find(one => one.Key == key)?.Value;

    /// <summary>Says which of the keys are missing.</summary>
    public void Require(YamlMap entry, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (!entry.Entries.Exists(one => one.Key == key)) Wrong(entry, $"this entry has no \"{key}\"");
        }
    }

    /// <summary>One of a few words, null when it is not given or another.</summary>
    public string? OneOf(YamlMap entry, string key, params ReadOnlySpan<string> words)
    {
        var word = Text(entry, key);
        if (word is null || words.Contains(word)) return word;
        Wrong(entry.Entries.Find(one => one.Key == key)!.Value, $"{key} is \"{word}\", expected {string.Join(", ", words!)}");
        return null;
    }

    public void CheckKeys(YamlMap map, params ReadOnlySpan<string> keys)
    {
        foreach (var entry in map.Entries)
        {
            if (!keys.Contains(entry.Key)) Wrong(entry.Line, $"unknown key \"{entry.Key}\", expected one of {string.Join(", ", keys!)}");
        }
    }

    public void Wrong(YamlNode node, string message) => Wrong(node.Line, message);

    private void Wrong(long line, string message) =>
        Errors.Add(new(source, string.Create(CultureInfo.InvariantCulture, $"line {line}"), message, Fatal: true));
}
