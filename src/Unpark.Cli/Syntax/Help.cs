using System.CommandLine;
using System.Text;

namespace Unpark.Cli.Syntax;

/// <summary>Help of the program and of each command: examples first, then the words, then the options. At most 100 columns wide.</summary>
internal static class Help
{
    private const int Width = 100;
    private const int MaxNameWidth = 26;

    /// <param name="command">Null for the program's own.</param>
    public static int Print(string? command, Surroundings world)
    {
        world.Print(command is null ? OfProgram() : Of(CommandList.Create(command)));
        return ExitCode.Nothing;
    }

    public static string OfProgram()
    {
        var text = new StringBuilder();
        var diagnose = CommandList.Create(CommandList.Default);
        text.Append("unpark reads evidence of Go programs and says which goroutines are stuck, where, how sure, why, and what to change.\n");
        AppendExamples(text, diagnose.Examples);
        text.Append("\nUsage\n  unpark <evidence>... [options]\n  unpark <command> [options]\n");
        AppendRows(text, "Commands", CommandList.CreateAll().Select(command => (command.Name, command.Description ?? "")));
        AppendRows(text, "Exit codes", ExitCodes);
        text.Append("\n'unpark <command> --help' shows the options of a command; without a command's name they are those of diagnose.\n");
        return text.ToString();
    }

    public static string Of(UnparkCommand command)
    {
        var text = new StringBuilder();
        text.Append(command.Description).Append(".\n");
        AppendExamples(text, command.Examples);
        text.Append("\nUsage\n  ").Append(Usage(command)).Append('\n');
        AppendRows(text, "Arguments", command.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description ?? "")));
        foreach (var group in command.Groups)
            AppendRows(text, group.Title, group.Options.Where(option => !option.Hidden).Select(option => (Spelling(option), Meaning(option))));
        foreach (var table in command.Tables) AppendRows(text, table.Title, table.Rows.Select(row => (row.Name, row.Meaning)));
        foreach (var paragraph in command.Details)
        {
            text.Append('\n');
            AppendWrapped(text, paragraph, indent: 0, column: 0);
        }
        return text.ToString();
    }

    public static IReadOnlyList<(string Code, string Meaning)> ExitCodes { get; } =
    [
        ("0", "no finding at or above --fail-on"),
        ("1", "findings at or above --fail-on (by default likely); of diff --verify: unchanged or worse"),
        ("2", "the command line cannot be carried out: unknown option, bad value, output that cannot be written"),
        ("3", "evidence could not be read or reached"),
        ("130", "interrupted"),
    ];

    public static string Usage(UnparkCommand command)
    {
        var name = command.Name == CommandList.Default ? $"unpark [{command.Name}]" : $"unpark {command.Name}";
        return string.Join(' ', command.Arguments.Select(Spelling).Prepend(name).Append("[options]"));
    }

    /// <summary>"-o, --output &lt;file&gt;"</summary>
    public static string Spelling(Option option)
    {
        var names = option.Aliases.Order(StringComparer.Ordinal).Where(alias => alias != "-?").Append(option.Name);
        return string.Join(", ", names) + (option is Flag ? "" : $" <{option.HelpName ?? "value"}>");
    }

    /// <summary>The description with the default, where it has one that says something.</summary>
    public static string Meaning(Option option) =>
        option.HasDefaultValue && option.GetDefaultValue() is string { Length: > 0 } value ? $"{option.Description} (default {value})" : option.Description ?? "";

    private static string Spelling(Argument argument) => argument.Arity switch
    {
        { MaximumNumberOfValues: > 1 } => $"<{argument.Name}>...",
        { MinimumNumberOfValues: 0 } => $"[<{argument.Name}>]",
        _ => $"<{argument.Name}>",
    };

    private static void AppendExamples(StringBuilder text, IReadOnlyList<Example> examples) =>
        AppendRows(text, "Examples", examples.Select(example => (example.Line, example.Purpose)), maxName: 46);

    private static void AppendRows(StringBuilder text, string title, IEnumerable<(string Name, string Meaning)> rows, int maxName = MaxNameWidth)
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        var column = 2 + Math.Min(maxName, all.Max(row => row.Name.Length)) + 2;
        text.Append('\n').Append(title).Append('\n');
        foreach (var (name, meaning) in all)
        {
            text.Append("  ").Append(name);
            var written = name.Length + 2;
            if (written > column - 2)
            {
                text.Append('\n');
                written = 0;
            }
            text.Append(' ', column - written);
            AppendWrapped(text, meaning, indent: column, column);
        }
    }

    private static void AppendWrapped(StringBuilder text, string sentence, int indent, int column)
    {
        foreach (var word in sentence.Split(' '))
        {
            if (column > indent && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', indent);
                column = indent;
            }
            if (column > indent)
            {
                text.Append(' ');
                column++;
            }
            text.Append(word);
            column += word.Length;
        }
        text.Append('\n');
    }
}
