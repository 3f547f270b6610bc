using Unpark.Findings;

namespace Unpark.Rendering.Markdown;

/// <summary>What a rule says of itself, as a page of docs/rules.</summary>
public static class RuleMarkdown
{
    public static void Write(RuleDoc rule, TextWriter output)
    {
        output.Write($"# {rule.Id} {rule.Name}\n\n{rule.Title}\n");
        WriteSection(output, "Why", rule.Why);
        WriteSection(output, "How to make sure", rule.Confirm);
        WriteSection(output, "Fix", rule.Fix);
        if (rule.Example is { } example) output.Write($"\n```go\n{example.TrimEnd('\n')}\n```\n");
        WriteSection(output, "How sure", $"At most {Verdict.Word(rule.MaxConfidence)}.");
        if (rule.Versions is { } versions) WriteSection(output, "Go versions", versions);
    }

    /// <summary>The list that leads to the pages.</summary>
    public static void WriteIndex(IEnumerable<RuleDoc> rules, TextWriter output)
    {
        output.Write("# Rules\nWhat Unpark finds. `unpark explain UP1001` shows a page in the terminal.\n\n| rule | name | finds | at most |\n|---|---|---|---|\n");
        foreach (var rule in rules) output.Write($"| [{rule.Id}]({rule.Id}.md) | {rule.Name} | {rule.Title} | {Verdict.Word(rule.MaxConfidence)} |\n");
    }

    private static void WriteSection(TextWriter output, string title, string text) => output.Write($"\n## {title}\n{text}\n");
}
