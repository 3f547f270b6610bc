using System.CommandLine;
using System.CommandLine.Parsing;

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

    private static void RequireOneOf(OptionResult result, string name, string[] values)
    {
        foreach (var token in result.Tokens)
        {
            if (!values.Contains(token.Value))
                result.AddError($"{name} is '{token.Value}', expected {OneOf(values)}");
        }
    }

    private static string OneOf(string[] values) =>
        values.Length == 1 ? values[0] : $"{string.Join(", ", values[..^1])} or {values[^1]}";
}
