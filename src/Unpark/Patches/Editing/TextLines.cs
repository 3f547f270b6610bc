namespace Unpark.Patches.Editing;

/// <summary>A text as lines, each with the end it has: put together they are the text again.</summary>
internal static class TextLines
{
    public static IReadOnlyList<string> Of(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            lines.Add(text[at..next]);
            at = next;
        }
        return lines;
    }
}
