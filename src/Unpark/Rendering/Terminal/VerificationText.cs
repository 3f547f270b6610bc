using Unpark.Findings;

namespace Unpark.Rendering.Terminal;

/// <summary>Whether a change helped, for people: the outcome in one line, then the places, worst first.</summary>
public static class VerificationText
{
    private const int Column = 11;
    private const int PlacesShown = 20;

    public static void Write(Verification verification, TextWriter output, TextStyle style)
    {
        var canvas = new TextCanvas(output, style);
        canvas.Sentence(Verdict.Of(verification), InkOf(verification.Outcome ?? Outcome.Fixed));
        var shown = style.Verbose ? verification.Places : [.. verification.Places.Take(PlacesShown)];
        foreach (var place in shown) WritePlace(canvas, place);
        if (shown.Length < verification.Places.Length) canvas.Line($"... {verification.Places.Length - shown.Length} more; see them with -v", Ink.Faint);
        if (!verification.Notes.IsEmpty) canvas.Line();
        foreach (var note in verification.Notes)
        {
            canvas.Write("note", Ink.Faint).To(Column);
            canvas.Sentence(note);
        }
    }

    private static void WritePlace(TextCanvas canvas, PlaceOutcome place)
    {
        canvas.Line();
        canvas.Write(Verdict.Word(place.Outcome).ToUpperInvariant(), InkOf(place.Outcome)).To(Column);
        canvas.Write($"{Phrases.Counts(place)}  ", Ink.Strong);
        canvas.Write(canvas.PlaceOf(place.Site.Frame), Ink.Place).Write($"  {place.Site.Frame.Function}");
        canvas.Line($"  [{place.State.Text}]", Ink.Faint);
        canvas.To(Column);
        canvas.Sentence(Phrases.Because(place));
    }

    private static Ink InkOf(Outcome outcome) => outcome switch
    {
        Outcome.Fixed or Outcome.Better => Ink.Good,
        Outcome.Worse => Ink.Error,
        _ => Ink.Warning,
    };
}
