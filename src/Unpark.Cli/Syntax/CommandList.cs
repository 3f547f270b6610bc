using Unpark.Cli.Commands;

namespace Unpark.Cli.Syntax;

/// <summary>All commands, in the order of the help. One is made only when it is asked for: that keeps the start short.</summary>
internal static class CommandList
{
    /// <summary>What a command line without a command's name means.</summary>
    public const string Default = "diagnose";

    private static readonly Entry[] Entries =
    [
        new(Default, DiagnoseCommand.Create),
        new("top", TopCommand.Create),
        new("list", ListCommand.Create),
        new("traces", TracesCommand.Create),
        new("diff", DiffCommand.Create),
        new("watch", WatchCommand.Create),
        new("record", RecordCommand.Create),
        new("serve", ServeCommand.Create),
        new("test", TestCommand.Create),
        new("lint", LintCommand.Create),
        new("fix", FixCommand.Create),
        new("baseline", BaselineCommand.Create),
        new("rules", RulesCommand.Create),
        new("explain", ExplainCommand.Create),
        new("demo", DemoCommand.Create),
        new("completion", CompletionCommand.Create),
    ];

    public static bool Has(string name) => Array.Exists(Entries, entry => entry.Name == name);

    public static UnparkCommand Create(string name) => Array.Find(Entries, entry => entry.Name == name)!.Create();

    public static IReadOnlyList<UnparkCommand> CreateAll() => [.. Entries.Select(entry => entry.Create())];

    private sealed record Entry(string Name, Func<UnparkCommand> Create);
}
