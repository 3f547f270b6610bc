using Unpark.Findings;

namespace Unpark.Rendering.Terminal;

/// <summary>The rows of a finding that come from its source: the lines, and whether there is a patch.</summary>
internal static class SourceRows
{
    private const int Column = FindingText.Column;

    public static void WriteLines(TextCanvas canvas, Finding finding)
    {
        foreach (var excerpt in finding.Excerpts) WriteLines(canvas, excerpt);
    }

    public static void WritePatch(TextCanvas canvas, Finding finding)
    {
        if (Phrases.PatchOf(finding) is not { Length: > 0 } patch) return;
        canvas.Write("  ").Write("patch", Ink.Faint).To(Column);
        canvas.Sentence(patch);
    }

    private static void WriteLines(TextCanvas canvas, SourceExcerpt excerpt)
    {
        canvas.Write("  ").Write("source", Ink.Faint).To(Column).Line(canvas.PathOf(excerpt.File), Ink.Place);
        foreach (var line in ExcerptLines.Of(excerpt))
        {
            canvas.To(Column).Write($"{line.Number} | ", Ink.Faint).Write(line.Code, line.IsCulprit ? Ink.Strong : Ink.Plain);
            if (line.Word.Length > 0) canvas.Write($"  <- {line.Word}", line.IsCulprit ? Ink.Error : Ink.Warning);
            canvas.Line();
        }
    }
}
