using System.CommandLine;
using Unpark.Cli.Syntax;

namespace Unpark.Cli.Commands;

/// <summary>The argument of every command that looks at evidence.</summary>
internal static class Evidence
{
    public static Argument<string[]> Argument() => new("evidence")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Address of a live program (http://host:6060, host:6060, unix:/path), files (profiles, dumps, logs; gzip or not) in time order, a folder of them, or - for standard input",
    };

    /// <summary>Of a command that looks at one piece.</summary>
    public static Argument<string> One() => new("evidence")
    {
        Description = "Address of a live program, a file (profile, dump, log; gzip or not), or - for standard input",
    };

    /// <summary>Adds the argument, and the sentence for those who give none.</summary>
    public static void Take(this UnparkCommand command, Argument<string[]> evidence)
    {
        command.Arguments.Add(evidence);
        command.Validators.Add(result =>
        {
            if (result.GetValue(evidence) is not { Length: > 0 }) result.AddError("give evidence to look at: an address, a file, a folder, or - for standard input");
        });
    }
}
