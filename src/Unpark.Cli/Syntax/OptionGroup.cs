using System.CommandLine;

namespace Unpark.Cli.Syntax;

/// <summary>Options that belong together under one heading of the help.</summary>
internal sealed record OptionGroup(string Title, IReadOnlyList<Option> Options);
