using System.CommandLine;
using Unpark.Cli.Syntax;

namespace Unpark.Cli.Commands;

/// <summary>The argument of every command that looks at evidence.</summary>
internal static class Evidence
{
    public static Argument<string[]> Argument() => new("evidence")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Files (profiles, dumps, logs; gzip or not) in time order, or - for standard input",
    };

    /// <summary>Adds the argument, and the sentence for those who give none.</summary>
    public static void Take(this UnparkCommand command, Argument<string[]> evidence)
    {
        command.Arguments.Add(evidence);
        command.Validators.Add(result =>
        {
            if (result.GetValue(evidence) is not { Length: > 0 }) result.AddError("give evidence to look at: a file, or - for standard input");
        });
    }
}
