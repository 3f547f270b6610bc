namespace Unpark.Configuration;

/// <summary>A piece of a YAML text and its line, 1-based.</summary>
internal abstract record YamlNode(long Line)
{
    /// <summary>As said in a message: "a list".</summary>
    public abstract string Kind { get; }
}

internal sealed record YamlScalar(long Line, string Text) : YamlNode(Line)
{
    public override string Kind => Text.Length == 0 ? "nothing" : $"\"{Text}\"";
}

internal sealed record YamlList(long Line, List<YamlNode> Items) : YamlNode(Line)
{
    public override string Kind => "a list";
}

/// <param name="Entries">In the order of the text.</param>
internal sealed record YamlMap(long Line, List<YamlEntry> Entries) : YamlNode(Line)
{
    public override string Kind => "a map";
}

internal sealed record YamlEntry(long Line, string Key, YamlNode Value);
