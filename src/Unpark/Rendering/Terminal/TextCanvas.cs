using Unpark.Model;

namespace Unpark.Rendering.Terminal;

/// <summary>Writes styled spans and wrapped sentences. Text from evidence is shown, never obeyed: control characters become "?".</summary>
internal sealed class TextCanvas(TextWriter output, TextStyle style)
{
    private const int NarrowestText = 20;

    private int _column;

    /// <summary>What to type for more.</summary>
    public string VerboseOption => style.VerboseOption;

    public TextCanvas Write(string text, Ink ink = Ink.Plain)
    {
        text = Shown(text);
        _column += text.Length;
        if (style.Color && ink != Ink.Plain)
        {
            output.Write(Code(ink));
            output.Write(text);
            output.Write("\e[0m");
        }
        else
        {
            output.Write(text);
        }
        return this;
    }

    public TextCanvas To(int column)
    {
        while (_column < column)
        {
            output.Write(' ');
            _column++;
        }
        return this;
    }

    public void Line()
    {
        output.Write('\n');
        _column = 0;
    }

    public void Line(string text, Ink ink = Ink.Plain)
    {
        Write(text, ink);
        Line();
    }

    /// <summary>A sentence from here on, its further lines indented to the column where it begins.</summary>
    public void Sentence(string text, Ink ink = Ink.Plain)
    {
        var indent = _column;
        var room = style.Width == 0 ? int.MaxValue : Math.Max(NarrowestText, style.Width - indent);
        foreach (var paragraph in text.Split('\n')) Paragraph(paragraph, indent, room, ink);
    }

    /// <summary>"queue/worker.go:14": as short as the reader can open it from where they stand.</summary>
    public string PlaceOf(Frame frame) => PathOf(frame.Place);

    /// <inheritdoc cref="PlaceOf"/>
    public string PathOf(string file) =>
        style.Folder is { Length: > 0 } folder && file.Length > folder.Length + 1 && file.StartsWith(folder, StringComparison.Ordinal) && file[folder.Length] == '/' ? file[(folder.Length + 1)..] : file;

    /// <summary>The text without what a terminal would obey.</summary>
    public static string Shown(string text)
    {
        foreach (var c in text)
        {
            if (IsObeyed(c)) return string.Create(text.Length, text, static (shown, original) => Replace(original, shown));
        }
        return text;
    }

    private void Paragraph(string text, int indent, int room, Ink ink)
    {
        var rest = text.AsSpan();
        do
        {
            To(indent);
            Write(TakeLine(ref rest, room).ToString(), ink);
            Line();
        }
        while (!rest.IsEmpty);
    }

    private static ReadOnlySpan<char> TakeLine(ref ReadOnlySpan<char> rest, int room)
    {
        if (rest.Length <= room)
        {
            var all = rest;
            rest = [];
            return all;
        }
        var end = rest[..(room + 1)].LastIndexOf(' ');
        // A word longer than the line goes out whole: a path that is cut cannot be clicked.
        if (end <= 0) end = rest.IndexOf(' ');
        if (end < 0) end = rest.Length;
        var line = rest[..end];
        rest = rest[end..].TrimStart(' ');
        return line;
    }

    private static void Replace(string original, Span<char> shown)
    {
        for (var i = 0; i < shown.Length; i++) shown[i] = IsObeyed(original[i]) ? '?' : original[i];
    }

    // Those at the end turn the direction of writing: a name could look like another.
    private static bool IsObeyed(char c) => char.IsControl(c) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static string Code(Ink ink) => ink switch
    {
        Ink.Strong => "\e[1m",
        Ink.Faint => "\e[2m",
        Ink.Error => "\e[1;31m",
        Ink.Warning => "\e[1;33m",
        Ink.Good => "\e[1;32m",
        Ink.Place => "\e[36m",
        _ => "",
    };
}
