using Unpark.Analysis;
using Unpark.Findings;
using Unpark.Rendering.Terminal;

namespace Unpark.Rendering;

/// <summary>What the caller knows and a form of the report may need. A form takes what concerns it.</summary>
public sealed record RenderOptions
{
    public static RenderOptions Default { get; } = new();

    /// <summary>How text for a person is laid out.</summary>
    public TextStyle Style { get; init; } = TextStyle.Plain;

    /// <summary>The checkout whose files are meant; forms that name files for other programs use paths below it.</summary>
    public SourceTree Sources { get; init; } = SourceTree.None;

    /// <summary>Findings of this confidence or more fail the run; null: none does.</summary>
    public Confidence? FailOn { get; init; } = Confidence.Likely;

    /// <summary>This finding fails the run. Notes never do: they are no ticket.</summary>
    public bool Fails(Finding finding) => finding.Level > Level.Note && finding.Confidence >= FailOn;

    /// <summary>Of the program that writes the report: "0.1.0"; null leaves it out.</summary>
    public string? Version { get; init; }
}
