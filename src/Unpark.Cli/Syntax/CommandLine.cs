using System.CommandLine;
using System.CommandLine.Parsing;

namespace Unpark.Cli.Syntax;

/// <summary>Arguments in, exit code out. The one place where exceptions become a line and a code.</summary>
internal static class CommandLine
{
    // Words that begin with @ are file names here, as any other.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    public static int Run(string[] args, Surroundings world, CancellationToken cancellation)
    {
        try
        {
            return Dispatch(args, world, cancellation);
        }
        catch (UsageException e)
        {
            return Say(world, e.Message, ExitCode.Usage);
        }
        catch (EvidenceException e)
        {
            return Say(world, e.Message, ExitCode.NoEvidence);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Say(world, $"this is a fault in unpark {ProgramVersion.Number}, please report it: {e}", ExitCode.Fault);
        }
    }

    private static int Dispatch(string[] args, Surroundings world, CancellationToken cancellation)
    {
        if (args is [['[', ..] directive, ..]) return Completion.Suggest(directive, args, world);

        var (name, rest) = Words.TakeCommand(args);
        var options = rest.TakeWhile(word => word != "--").ToArray();
        if (name is null && options.Contains("--version")) return ProgramVersion.Print(world);
        if (options.Any(word => word is "-h" or "--help" or "-?")) return Help.Print(name, world);

        var command = CommandList.Create(name ?? CommandList.Default);
        string[] other = command.TakesCommand ? [.. rest.Skip(options.Length + 1)] : [];
        if (command.TakesCommand) rest = options;
        if (!command.OwnsDashes) rest = Words.OwnFirst(rest, [.. command.Options]);
        var parsed = Parse(command, rest);
        if (parsed.Errors is [var error, ..]) throw Misuse(name, Sentence(error.Message));
        if (UnknownOption(parsed) is { } unknown) throw Misuse(name, Unknown(unknown, command));
        return command.Execute(new Invocation(command, parsed, world, cancellation) { OtherWords = other });
    }

    // The library takes a first word equal to the command's name for the program's: with it always there, a file of that name is a file.
    private static ParseResult Parse(UnparkCommand command, string[] words) =>
        command.Parse([command.Name, .. Words.DoubleDashes(words, [.. command.Options])], Parser);

    // An argument that takes any word takes unknown options too.
    private static Token? UnknownOption(ParseResult parsed)
    {
        var values = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(result => result.Tokens).ToHashSet(ReferenceEqualityComparer.Instance);
        return parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => values.Contains(token) && Words.IsOption(token.Value));
    }

    private static string Unknown(Token word, UnparkCommand command)
    {
        var nearest = Words.Nearest(word.Value, command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)));
        return $"unknown option {word.Value}" + (nearest is null ? "" : $", did you mean {nearest}?");
    }

    private static UsageException Misuse(string? command, string message) =>
        new($"{message}\nTry 'unpark {(command is null ? "" : command + " ")}--help'.");

    // "Required argument missing for option: '--format'." reads on after "unpark: ".
    private static string Sentence(string message)
    {
        var line = message.Split('\n')[0].TrimEnd('.', ':');
        return line.Length > 1 && char.IsLower(line[1]) ? char.ToLowerInvariant(line[0]) + line[1..] : line;
    }

    private static int Say(Surroundings world, string message, int code)
    {
        world.Error.WriteLine("unpark: " + message);
        return code;
    }
}
