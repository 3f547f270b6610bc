using System.Collections.Immutable;
using Unpark.Model;
using YamlDotNet.Core;

namespace Unpark.Configuration;

/// <summary>Text of a configuration file -> what it says, and what is wrong with it by line.</summary>
public static class ConfigurationReader
{
    private static readonly string[] Sections = ["known", "ignore", "suppress"];

    /// <param name="source">Name for messages: ".unpark.yaml".</param>
    /// <returns>Never throws on content. See <see cref="UserConfiguration.Errors"/>.</returns>
    public static UserConfiguration Read(string text, string source)
    {
        try
        {
            return YamlText.Parse(text) switch
            {
                null => UserConfiguration.Empty,
                YamlScalar { Text: "" } => UserConfiguration.Empty,
                YamlMap map => Read(map, new Entries(source)),
                var other => Wrong(source, other.Line, $"expected sections ({string.Join(", ", Sections)}), found {other.Kind}"),
            };
        }
        catch (YamlException e)
        {
            return LineOfTab(text) is > 0 and var line
                ? Wrong(source, line, "a tab indents this line, and YAML is indented by blanks")
                : Wrong(source, e.End.Line, $"this is no YAML that can be read: {e.Message.TrimEnd('.')}");
        }
    }

    private static UserConfiguration Read(YamlMap map, Entries entries)
    {
        entries.CheckKeys(map, Sections);
        return new()
        {
            Known = [.. entries.Of(map, "known").Select(entry => KnownEntry.Read(entry, entries)).OfType<Knowledge.Libraries.KnownGoroutine>()],
            Ignore = [.. entries.Of(map, "ignore").Select(entry => IgnoreEntry.Read(entry, entries)).OfType<IgnoreRule>()],
            Suppress = [.. entries.Of(map, "suppress").Select(entry => SuppressEntry.Read(entry, entries)).OfType<SuppressRule>()],
            Errors = [.. entries.Errors],
        };
    }

    // The parser stops at a tab with words about what it looked for instead, some lines further up.
    private static int LineOfTab(string text) =>
        Array.FindIndex(text.Split('\n'), line => line.TrimStart(' ').StartsWith('\t')) + 1;

    private static UserConfiguration Wrong(string source, long line, string message) => new() { Errors = [new Diagnostic(source, $"line {line}", message, Fatal: true)] };
}
