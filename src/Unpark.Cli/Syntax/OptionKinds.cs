using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Unpark.Cli.Syntax;

/// <summary>Makes options whose bad values are answered in one line.</summary>
internal static class OptionKinds
{
    /// <summary>One of a few words; the first is the default.</summary>
    public static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name)
        {
            HelpName = string.Join('|', values),
            Description = description,
            DefaultValueFactory = _ => values[0],
        };
        option.Validators.Add(result => RequireOneOf(result, name, values));
        option.CompletionSources.Add(values);
        return option;
    }

    /// <summary>The formats a command can write; the first is the default.</summary>
    public static Option<string> Format(params string[] formats) => Choice("--format", "Format of the answer", formats);

    /// <summary>Forms of the report, one or several.</summary>
    public static Option<string> ReportFormats()
    {
        var names = Rendering.ReportFormats.All.Select(format => format.Name).ToArray();
        var option = Text("--format", "format,...", "Formats of the answer (below), text unless the file of --output says otherwise");
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                foreach (var name in token.Value.Split(',')) RequireOneOf(result, "--format", name, names);
            }
        });
        option.CompletionSources.Add(names);
        return option;
    }

    /// <param name="byDefault">Shown as the default; null when the option does nothing unless it is given.</param>
    public static Option<string> Duration(string name, string description, string? byDefault = null) =>
        Checked(name, "duration", description, byDefault, text => Durations.TryParse(text, out _), Durations.Expected);

    /// <inheritdoc cref="Duration"/>
    public static Option<string> Size(string name, string description, string? byDefault = null) =>
        Checked(name, "size", description, byDefault, text => Sizes.TryParse(text, out _), Sizes.Expected);

    /// <summary>A whole number from 0 to <paramref name="max"/>.</summary>
    public static Option<string> Number(string name, string description, int max, string? byDefault = null) =>
        Checked(name, "number", description, byDefault, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max, $"a whole number from 0 to {max}");

    /// <summary>Any text.</summary>
    public static Option<string> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };

    private static Option<string> Checked(string name, string helpName, string description, string? byDefault, Func<string, bool> isGood, string expected)
    {
        var option = Text(name, helpName, description);
        if (byDefault is not null) option.DefaultValueFactory = _ => byDefault;
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!isGood(token.Value)) result.AddError($"{name} is '{token.Value}', expected {expected}");
            }
        });
        return option;
    }

    private static void RequireOneOf(OptionResult result, string name, string[] values)
    {
        foreach (var token in result.Tokens) RequireOneOf(result, name, token.Value, values);
    }

    private static void RequireOneOf(OptionResult result, string name, string value, string[] values)
    {
        if (!values.Contains(value)) result.AddError($"{name} is '{value}', expected {OneOf(values)}");
    }

    private static string OneOf(string[] values) =>
        values.Length == 1 ? values[0] : $"{string.Join(", ", values[..^1])} or {values[^1]}";
}
