using System.CommandLine;

namespace Unpark.Cli.Syntax;

/// <summary>
/// One command of the program: its declaration (words, options, examples), from which parsing, help, completion and
/// docs/cli.md are made, and what it does.
/// </summary>
/// <remarks>Every command has the options of <see cref="Syntax.CommonOptions"/>.</remarks>
internal sealed class UnparkCommand : Command
{
    private readonly List<OptionGroup> _groups = [];

    public UnparkCommand(string name, string summary)
        : base(name, summary)
    {
        foreach (var option in Common.All) Options.Add(option);
    }

    /// <summary>Shown first in the help. Each of them works as it stands, given the files.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>Words the options take that deserve a line each.</summary>
    public IReadOnlyList<HelpTable> Tables { get; init; } = [];

    /// <summary>What a reader of the help should know beyond the options, in paragraphs.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Options that this command does not know are its own to refuse; else they are words for another program.</summary>
    public bool OwnsDashes { get; init; } = true;

    /// <summary>What stands behind <c>--</c> is a command of the user's: <see cref="Invocation.OtherWords"/>.</summary>
    public bool TakesCommand { get; init; }

    /// <summary>Returns an <see cref="ExitCode"/>.</summary>
    public required Func<Invocation, int> Execute { get; init; }

    public CommonOptions Common { get; } = new();

    public IReadOnlyList<OptionGroup> Groups => [.. _groups, new("Output and messages", Common.All)];

    public void Add(OptionGroup group)
    {
        _groups.Add(group);
        foreach (var option in group.Options) Options.Add(option);
    }
}
