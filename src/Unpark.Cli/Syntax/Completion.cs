using System.CommandLine;
using System.Globalization;

namespace Unpark.Cli.Syntax;

/// <summary>Answers the shells' scripts: <c>unpark "[suggest:12]" "unpark top --f"</c> prints what may stand at character 12, one a line.</summary>
internal static class Completion
{
    public static int Suggest(string directive, string[] args, Surroundings world)
    {
        if (args is not [_, var line] || !directive.StartsWith("[suggest", StringComparison.Ordinal)) return ExitCode.Usage;
        var position = int.TryParse(directive.AsSpan("[suggest:".Length).TrimEnd(']'), CultureInfo.InvariantCulture, out var given) ? given : line.Length;
        var labels = Everything().Parse(line).GetCompletions(Math.Clamp(position, 0, line.Length)).Select(item => item.Label);
        world.Print(string.Concat(labels.Select(label => label + "\n")));
        return ExitCode.Nothing;
    }

    // Without a command's name the options of the default command are at hand, beside the names.
    private static Command Everything()
    {
        var root = new Command("unpark");
        foreach (var command in CommandList.CreateAll()) root.Subcommands.Add(command);
        var byDefault = CommandList.Create(CommandList.Default);
        foreach (var option in byDefault.Options) root.Options.Add(option);
        foreach (var argument in byDefault.Arguments) root.Arguments.Add(argument);
        return root;
    }
}
