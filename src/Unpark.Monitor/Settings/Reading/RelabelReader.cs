using System.Text.RegularExpressions;
using Unpark.Configuration;
using Unpark.Monitor.Targets;

namespace Unpark.Monitor.Settings.Reading;

/// <summary>Reads the entries of <c>relabel_configs</c>.</summary>
internal sealed class RelabelReader(Entries entries)
{
    private static readonly string[] Actions = [.. Enum.GetNames<RelabelAction>().Select(name => name.ToLowerInvariant())];

    public RelabelRule? Read(YamlMap map)
    {
        entries.CheckKeys(map, "action", "source_labels", "separator", "regex", "target_label", "replacement", "modulus");
        var action = Enum.Parse<RelabelAction>(entries.OneOf(map, "action", Actions) ?? "replace", ignoreCase: true);
        var rule = new RelabelRule
        {
            Action = action,
            SourceLabels = [.. entries.Texts(map, "source_labels").Select(label => label.Text)],
            Separator = Literal(map, "separator") ?? ";",
            Pattern = PatternOf(map) ?? RelabelRule.Anchored("(.*)"),
            TargetLabel = entries.Text(map, "target_label") ?? "",
            Replacement = Literal(map, "replacement") ?? "$1",
            Modulus = (uint)(entries.Text(map, "modulus") is null ? 0 : entries.Count(map, "modulus", 1, int.MaxValue)),
        };
        if (NeedsTarget(action)) entries.Require(map, "target_label");
        if (action == RelabelAction.HashMod) entries.Require(map, "modulus");
        if (action is RelabelAction.Keep or RelabelAction.Drop && rule.SourceLabels.IsEmpty) entries.Require(map, "source_labels");
        return rule;
    }

    private static bool NeedsTarget(RelabelAction action) => action
        is RelabelAction.Replace or RelabelAction.HashMod or RelabelAction.Lowercase or RelabelAction.Uppercase or RelabelAction.KeepEqual or RelabelAction.DropEqual;

    // An empty text means something here: it takes a label away.
    private static string? Literal(YamlMap map, string key) => (Entries.Node(map, key) as YamlScalar)?.Text;

    private Regex? PatternOf(YamlMap map)
    {
        if (Literal(map, "regex") is not { } pattern) return null;
        try
        {
            return RelabelRule.Anchored(pattern);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            entries.Wrong(Entries.Node(map, "regex")!, $"regex: this is no pattern that can be used: {e.Message.TrimEnd('.')}");
            return null;
        }
    }
}
