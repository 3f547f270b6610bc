using System.CommandLine;
using Unpark.Cli.Syntax;
using Unpark.Findings;
using Unpark.Rendering.Json;
using Unpark.Rendering.Markdown;
using Unpark.Rendering.Terminal;

namespace Unpark.Cli.Commands;

internal static class ExplainCommand
{
    public static UnparkCommand Create()
    {
        var rule = new Argument<string>("rule") { Description = "Id or name of a rule, as in a report or in 'unpark rules'" };
        rule.CompletionSources.Add(_ => RuleBook.All.Select(doc => new System.CommandLine.Completions.CompletionItem(doc.Id)));
        var format = OptionKinds.Format("text", "json", "markdown");
        var command = new UnparkCommand("explain", "Explain a rule: what it finds, why it happens, how to make sure, how to fix it")
        {
            Examples =
            [
                new("unpark explain UP1001", "by id"),
                new("unpark explain abandoned-sender", "by name"),
            ],
            Execute = call => Run(call, Find(call.Value(rule)), call.Value(format)),
        };
        command.Arguments.Add(rule);
        command.Add(new OptionGroup("Rule", [format]));
        return command;
    }

    private static RuleDoc Find(string idOrName)
    {
        if (RuleBook.Find(idOrName) is { } doc) return doc;
        var nearest = Words.Nearest(idOrName, RuleBook.All.Select(doc => doc.Name));
        var hint = nearest is null ? "'unpark rules' lists them" : $"did you mean {nearest}?";
        throw new UsageException($"there is no rule '{idOrName}', {hint}");
    }

    private static int Run(Invocation call, RuleDoc rule, string format)
    {
        switch (format)
        {
            case "json":
                call.PrintBytes(stream => RulesJson.Write([rule], stream));
                break;
            case "markdown":
                call.Print(writer => RuleMarkdown.Write(rule, writer));
                break;
            default:
                call.Print(writer => RuleText.Write(rule, writer, call.Style));
                break;
        }
        return ExitCode.Nothing;
    }
}
