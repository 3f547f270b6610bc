using Unpark.Findings;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Rendering.Terminal;

/// <summary>One finding as a person reads it: what and how sure, where, since when, the steps to the verdict, and what to change.</summary>
internal static class FindingText
{
    /// <summary>Where text begins behind a row's head.</summary>
    public const int Column = 11;

    private const int ReasonsInShort = 2;

    /// <param name="drawn">Pictures above this finding: each is drawn once.</param>
    /// <param name="withSteps">Every step to the verdict; otherwise what decided it.</param>
    public static void Write(TextCanvas canvas, Finding finding, List<WaitPicture> drawn, bool withSteps)
    {
        canvas.Line();
        canvas.Write(Verdict.Word(finding.Level).ToUpperInvariant(), InkOf(finding.Level)).To(Column - 2).Write("  ");
        canvas.Sentence($"{finding.Title} [{Verdict.Word(finding.Confidence)}, {finding.Rule.Id}]", Ink.Strong);
        WritePlace(canvas, finding.State is null ? "at" : "stuck", finding.Site?.Frame ?? finding.Stack.Leaf, WaitOf(finding));
        WritePlace(canvas, "created", finding.CreatedBy, "");
        WriteRows(canvas, "test", Phrases.TestsOf(finding));
        WriteRow(canvas, "growth", Phrases.Of(finding.Growth));
        WriteRow(canvas, "ages", Phrases.Of(finding.Ages));
        WriteRow(canvas, "holds", Phrases.Of(finding.Cost));
        WriteRow(canvas, "cause", Phrases.Of(finding.Cause));
        if (withSteps) SourceRows.WriteLines(canvas, finding);
        WriteRows(canvas, "because", withSteps ? finding.Because : finding.Because.Take(ReasonsInShort));
        if (withSteps) WriteRows(canvas, "not", finding.RuledOut);
        if (withSteps) WriteRows(canvas, "unknown", finding.Unknown);
        WritePicture(canvas, finding.Picture, drawn);
        WriteRow(canvas, "fix", finding.Fix);
        SourceRows.WritePatch(canvas, finding);
        WriteRow(canvas, "ids", Phrases.IdsOf(finding));
    }

    // Once for all findings of one deadlock. "goroutine 6 at a.go:93 --> lock 0xc000 --> goroutine 7"; -?-> where names tell it.
    private static void WritePicture(TextCanvas canvas, WaitPicture? picture, List<WaitPicture> drawn)
    {
        if (picture is null || drawn.Contains(picture)) return;
        drawn.Add(picture);
        var head = "waits";
        foreach (var edge in picture.Edges)
        {
            canvas.Write("  ").Write(head, Ink.Faint).To(Column).Write(picture.Nodes[edge.From].Title).Write(" at ").Write(picture.Nodes[edge.From].Detail, Ink.Place);
            canvas.Write(" --> ", Ink.Faint).Write(picture.Nodes[edge.Over].Title);
            if (edge.To is { } to) canvas.Write(edge.IsSure ? " --> " : " -?-> ", Ink.Faint).Write(picture.Nodes[to].Title);
            canvas.Line();
            head = "";
        }
    }

    private static void WritePlace(TextCanvas canvas, string head, Frame? frame, string remark)
    {
        if (frame is null) return;
        canvas.Write("  ").Write(head, Ink.Faint).To(Column);
        canvas.Write(canvas.PlaceOf(frame), Ink.Place);
        if (frame.File.Length > 0) canvas.Write("  ").Write(frame.Function);
        canvas.Line(remark, Ink.Faint);
    }

    private static void WriteRow(TextCanvas canvas, string head, string text)
    {
        if (text.Length == 0) return;
        canvas.Write("  ").Write(head, Ink.Faint).To(Column);
        canvas.Sentence(text);
    }

    private static void WriteRows(TextCanvas canvas, string head, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            WriteRow(canvas, head, text);
            head = "";
        }
    }

    private static string WaitOf(Finding finding) => (finding.State, finding.Age) switch
    {
        (null, _) => "",
        ({ } state, null) => $"  [{state}]",
        ({ } state, { } age) => $"  [{state}, {Phrases.Of(age)}]",
    };

    public static Ink InkOf(Level level) => level switch
    {
        Level.Error => Ink.Error,
        Level.Warning => Ink.Warning,
        _ => Ink.Faint,
    };
}
