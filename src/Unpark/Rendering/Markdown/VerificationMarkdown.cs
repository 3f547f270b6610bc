using Unpark.Findings;

namespace Unpark.Rendering.Markdown;

/// <summary>Whether a change helped, as a comment on a pull request.</summary>
public static class VerificationMarkdown
{
    private const int PlacesShown = 100;

    public static void Write(Verification verification, TextWriter output)
    {
        output.Write($"**{MarkdownText.Plain(Verdict.Of(verification))}**\n");
        if (!verification.Places.IsEmpty) output.Write("\n| outcome | goroutines | place | why |\n|---|---:|---|---|\n");
        foreach (var place in verification.Places.Take(PlacesShown))
            output.Write($"| {Verdict.Word(place.Outcome)} | {Phrases.Counts(place)} | {MarkdownText.Code(place.Site.Frame.Place)} {MarkdownText.Code(place.Site.Frame.Function)} | {MarkdownText.Plain(Phrases.Because(place))} |\n");
        if (verification.Places.Length > PlacesShown) output.Write($"\n{Verdict.Count(verification.Places.Length - PlacesShown, "more place")}.\n");
        if (!verification.Notes.IsEmpty) output.Write("\n");
        foreach (var note in verification.Notes) output.Write($"- {MarkdownText.Plain(note)}\n");
    }
}
