namespace Unpark.Cli.Syntax;

/// <summary>A command line worth copying, and what it is for.</summary>
internal sealed record Example(string Line, string Purpose);
