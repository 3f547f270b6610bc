using System.CommandLine;

namespace Unpark.Cli.Syntax;

/// <summary>Options that every command has.</summary>
internal sealed class CommonOptions
{
    public Option<string[]> Output { get; } = new("--output", "-o")
    {
        HelpName = "file",
        Description = "Write the answer to a file, whole or not at all; - is standard output",
    };

    public Option<string> Color { get; } = OptionKinds.Choice(
        "--color", "Colour: auto asks the terminal, NO_COLOR and CLICOLOR_FORCE", "auto", "always", "never");

    public Flag NoColor { get; } = new("--no-color") { Description = "The same as --color never" };

    public Flag Quiet { get; } = new("--quiet", "-q") { Description = "Only the answer: no progress and no warnings on standard error" };

    public Flag Verbose { get; } = new("--verbose", "-v") { Description = "Say on standard error what is read" };

    public Flag Help { get; } = new("--help", "-h", "-?") { Description = "Show this help" };

    public IReadOnlyList<Option> All => [Output, Color, NoColor, Quiet, Verbose, Help];
}
