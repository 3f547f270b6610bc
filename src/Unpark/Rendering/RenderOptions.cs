using Unpark.Rendering.Terminal;

namespace Unpark.Rendering;

/// <summary>What the caller knows and a form of the report may need. A form takes what concerns it.</summary>
public sealed record RenderOptions
{
    public static RenderOptions Default { get; } = new();

    /// <summary>How text for a person is laid out.</summary>
    public TextStyle Style { get; init; } = TextStyle.Plain;

    /// <summary>Of the program that writes the report: "0.1.0"; null leaves it out.</summary>
    public string? Version { get; init; }
}
