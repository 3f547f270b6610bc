using System.Collections.Immutable;
using Unpark.Configuration;
using YamlDotNet.Core;

namespace Unpark.Monitor.Targets.Discovery;

/// <summary>What files and services list: groups of targets with their labels, as YAML or JSON.</summary>
/// <remarks>The shape of Prometheus' file_sd and http_sd: <c>[{"targets": ["host:port"], "labels": {"a": "b"}}]</c>.</remarks>
internal static class TargetGroupsText
{
    /// <exception cref="DiscoveryException">It is something else.</exception>
    public static ImmutableArray<TargetGroup> Read(string text, string source)
    {
        var entries = new Entries(source);
        try
        {
            // JSON may be indented by tabs, which YAML does not take for blanks.
            var root = YamlText.Parse(text.TrimStart().StartsWith('[') ? text.Replace('\t', ' ') : text);
            ImmutableArray<TargetGroup> groups = root switch
            {
                null or YamlScalar { Text: "" } => [],
                YamlList list => [.. entries.MapsOf(list, "targets").Select(group => Read(group, entries, source))],
                _ => throw new DiscoveryException(source, $"expected a list of groups, each with targets, found {root.Kind}"),
            };
            return entries.Errors is [var first, ..] ? throw new DiscoveryException(source, $"{first.Position}: {first.Message}") : groups;
        }
        catch (YamlException e)
        {
            throw new DiscoveryException(source, $"line {e.End.Line}: this is neither YAML nor JSON that can be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    internal static TargetGroup Read(YamlMap group, Entries entries, string source)
    {
        entries.CheckKeys(group, "targets", "labels");
        entries.Require(group, "targets");
        return new(source, [.. entries.Texts(group, "targets").Select(target => target.Text)], Settings.Reading.SettingsValues.Labels(entries, group, "labels"));
    }
}
