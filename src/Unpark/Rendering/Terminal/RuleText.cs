using Unpark.Findings;

namespace Unpark.Rendering.Terminal;

/// <summary>What a rule says of itself, for a person.</summary>
public static class RuleText
{
    private const int Column = 9;

    public static void Write(RuleDoc rule, TextWriter output, TextStyle style)
    {
        var canvas = new TextCanvas(output, style);
        canvas.Write($"{rule.Id} {rule.Name}", Ink.Strong).Line();
        canvas.Sentence(rule.Title);
        WriteSection(canvas, "why", rule.Why);
        WriteSection(canvas, "confirm", rule.Confirm);
        WriteSection(canvas, "fix", rule.Fix);
        WriteSection(canvas, "sure", $"at most {Verdict.Word(rule.MaxConfidence)}");
        if (rule.Versions is { } versions) WriteSection(canvas, "go", versions);
        if (rule.Example is { } example) WriteExample(canvas, example);
    }

    private static void WriteSection(TextCanvas canvas, string head, string text)
    {
        canvas.Line();
        canvas.Write(head, Ink.Faint).To(Column);
        canvas.Sentence(text);
    }

    // A tab is a control character to the canvas; Go's are four columns wide here.
    private static void WriteExample(TextCanvas canvas, string example)
    {
        canvas.Line();
        foreach (var line in example.TrimEnd('\n').Split('\n')) canvas.Line("    " + line.Replace("\t", "    ", StringComparison.Ordinal));
    }
}
