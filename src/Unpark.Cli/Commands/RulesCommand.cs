using Unpark.Cli.Syntax;
using Unpark.Findings;
using Unpark.Rendering.Json;

namespace Unpark.Cli.Commands;

internal static class RulesCommand
{
    public static UnparkCommand Create()
    {
        var format = OptionKinds.Format("text", "json");
        var command = new UnparkCommand("rules", "List the rules: id, name, what each finds and how sure it can be")
        {
            Examples =
            [
                new("unpark rules", "all rules, one a line"),
                new("unpark rules --format json", "the same for scripts"),
            ],
            Execute = call => Run(call, call.Value(format)),
        };
        command.Add(new OptionGroup("Rules", [format]));
        return command;
    }

    private static int Run(Invocation call, string format)
    {
        var docs = RuleBook.All.ToList();
        if (format == "json") call.PrintBytes(stream => RulesJson.Write(docs, stream));
        else call.Print(writer => WriteTable(docs, writer));
        return ExitCode.Nothing;
    }

    private static void WriteTable(List<RuleDoc> docs, TextWriter writer)
    {
        var width = docs.Count == 0 ? 0 : docs.Max(doc => doc.Name.Length);
        foreach (var doc in docs)
            writer.WriteLine($"{doc.Id}  {doc.Name.PadRight(width)}  {Words(doc.MaxConfidence),-9}  {doc.Title}");
    }

    private static string Words(Confidence confidence) => confidence.ToString().ToLowerInvariant();
}
