namespace Unpark.Cli.Syntax;

/// <summary>Words and what they mean, under a heading of the help.</summary>
internal sealed record HelpTable(string Title, IReadOnlyList<HelpRow> Rows);

internal sealed record HelpRow(string Name, string Meaning);
