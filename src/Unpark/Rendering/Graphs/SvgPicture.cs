using System.Globalization;
using System.Xml;
using Unpark.Findings;

namespace Unpark.Rendering.Graphs;

/// <summary>Who waits for whom as SVG that needs nothing else: goroutines on the left, what they wait for on the right.</summary>
/// <remarks>
/// A line says who waits for what, and back from there who may hold it: dashed where names tell so, whole where an address does. Its
/// colours follow the reader's choice of light and dark; title and description say the same in words.
/// </remarks>
public static class SvgPicture
{
    private const int Width = 760, BoxWidth = 270, BoxHeight = 58, Row = 86, Top = 44, Left = 16, Right = Width - BoxWidth - 16;

    /// <summary>For a page with pictures inside.</summary>
    internal const string Style = """

        .waits { color-scheme: light dark; font: 13px system-ui, sans-serif; background: light-dark(#fdfdfc, #15171b) }
        .waits text { fill: light-dark(#1d1f23, #e3e5e8) }
        .waits .faint { fill: light-dark(#5d636d, #9aa2ad) }
        .waits .strong { font-weight: 600 }
        .waits rect { fill: light-dark(#f4f4f2, #1d2026); stroke: light-dark(#5d636d, #9aa2ad) }
        .waits .object { fill: light-dark(#fbe3dc, #4a2a24) }
        .waits path { fill: none; stroke: light-dark(#1d1f23, #e3e5e8); stroke-width: 1.5 }
        .waits .unsure { stroke-dasharray: 5 4 }
        .waits .head { fill: light-dark(#1d1f23, #e3e5e8); stroke: none }

        """;

    private static readonly XmlWriterSettings Settings = new() { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n", CheckCharacters = false };

    /// <summary>All pictures of a report, one below the other.</summary>
    public static void Write(Report report, TextWriter output)
    {
        var pictures = Pictures.Of(report);
        var height = pictures.Sum(HeightOf) + (pictures.IsEmpty ? Row : 0);
        using var xml = XmlWriter.Create(output, Settings);
        Begin(xml, "waits", height, Verdict.Of(report), pictures.IsEmpty ? "No goroutines that wait for each other." : string.Join(' ', pictures.Select(Described)));
        WriteElement(xml, "style", Style);
        if (pictures.IsEmpty) WriteText(xml, Left, Top, "No goroutines that wait for each other.", "");
        var top = 0;
        for (var i = 0; i < pictures.Length; i++)
        {
            Draw(xml, pictures[i], top);
            top += HeightOf(pictures[i]);
        }
        xml.WriteEndElement();
    }

    /// <summary>One picture, to stand inside a page that has <see cref="Style"/>.</summary>
    /// <param name="id">Begins the ids inside, which must differ on a page.</param>
    /// <param name="title">What the picture is of: the finding's title.</param>
    public static void Write(WaitPicture picture, string id, string title, TextWriter output)
    {
        using var xml = XmlWriter.Create(output, Settings);
        Begin(xml, id, HeightOf(picture), title, Described(picture));
        Draw(xml, picture, 0);
        xml.WriteEndElement();
    }

    private static int HeightOf(WaitPicture picture) => Top + (Math.Max(Goroutines(picture).Count, Objects(picture).Count) * Row);

    private static List<int> Goroutines(WaitPicture picture) => [.. Enumerable.Range(0, picture.Nodes.Length).Where(i => picture.Nodes[i].Kind == WaitNodeKind.Goroutine)];

    private static List<int> Objects(WaitPicture picture) => [.. Enumerable.Range(0, picture.Nodes.Length).Where(i => picture.Nodes[i].Kind != WaitNodeKind.Goroutine)];

    private static string Described(WaitPicture picture) => string.Join(' ', picture.Edges.Select(edge =>
        $"{picture.Nodes[edge.From].Title} at {picture.Nodes[edge.From].Detail} waits for {picture.Nodes[edge.Over].Title}"
        + (edge.To is { } to ? $", which {Pictures.RoleOf(picture.Nodes[edge.Over].Kind, edge.IsSure)} {picture.Nodes[to].Title} at {picture.Nodes[to].Detail}." : ".")));

    private static void Begin(XmlWriter xml, string id, int height, string title, string description)
    {
        xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes(xml, ("class", "waits"), ("role", "img"), ("aria-labelledby", $"{id}-title {id}-text"), ("width", Number(Width)), ("height", Number(height)), ("viewBox", $"0 0 {Number(Width)} {Number(height)}"));
        WriteElement(xml, "title", title, ("id", $"{id}-title"));
        WriteElement(xml, "desc", description, ("id", $"{id}-text"));
    }

    private static void Draw(XmlWriter xml, WaitPicture picture, int top)
    {
        var places = new int[picture.Nodes.Length];
        Place(Goroutines(picture));
        Place(Objects(picture));
        WriteText(xml, Left, top + 26, "who waits, to the right for what,", "faint");
        WriteText(xml, Right, top + 26, "and back: who may end the wait", "faint");
        foreach (var edge in picture.Edges) DrawEdge(xml, picture, edge, places);
        for (var i = 0; i < places.Length; i++) DrawNode(xml, picture.Nodes[i], places[i]);

        void Place(List<int> nodes)
        {
            for (var i = 0; i < nodes.Count; i++) places[nodes[i]] = top + Top + (i * Row);
        }
    }

    private static void DrawNode(XmlWriter xml, WaitNode node, int top)
    {
        var (left, isObject) = node.Kind == WaitNodeKind.Goroutine ? (Left, false) : (Right, true);
        xml.WriteStartElement("rect");
        Attributes(xml, ("x", Number(left)), ("y", Number(top)), ("width", Number(BoxWidth)), ("height", Number(BoxHeight)), ("rx", isObject ? "29" : "6"));
        if (isObject) Attributes(xml, ("class", "object"));
        xml.WriteEndElement();
        WriteText(xml, left + 14, top + 24, node.Title, "strong");
        WriteText(xml, left + 14, top + 44, node.State.Length == 0 ? node.Detail : $"{node.State}, {node.Detail}", "faint");
    }

    private static void DrawEdge(XmlWriter xml, WaitPicture picture, WaitEdge edge, int[] places)
    {
        var (from, over) = (places[edge.From] + 20, places[edge.Over] + 20);
        Line(xml, Left + BoxWidth, from, Right, over, pointsRight: true, isSure: true, $"{picture.Nodes[edge.From].Title} waits for {picture.Nodes[edge.Over].Title}");
        if (edge.To is not { } to) return;
        Line(xml, Right, places[edge.Over] + 40, Left + BoxWidth, places[to] + 40, pointsRight: false, edge.IsSure, $"{picture.Nodes[edge.Over].Title} {Pictures.RoleOf(picture.Nodes[edge.Over].Kind, edge.IsSure)} {picture.Nodes[to].Title}");
    }

    private static void Line(XmlWriter xml, int fromX, int fromY, int toX, int toY, bool pointsRight, bool isSure, string title)
    {
        var (step, tip) = pointsRight ? (80, -9) : (-80, 9);
        xml.WriteStartElement("g");
        WriteElement(xml, "title", title);
        xml.WriteStartElement("path");
        Attributes(xml, ("d", FormattableString.Invariant($"M{fromX} {fromY} C{fromX + step} {fromY} {toX - step} {toY} {toX + tip} {toY}")));
        if (!isSure) Attributes(xml, ("class", "unsure"));
        xml.WriteEndElement();
        xml.WriteStartElement("path");
        Attributes(xml, ("class", "head"), ("d", FormattableString.Invariant($"M{toX} {toY} l{tip} -5 v10 z")));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteText(XmlWriter xml, int x, int y, string text, string kind)
    {
        const int Fits = 40;
        xml.WriteStartElement("text");
        Attributes(xml, ("x", Number(x)), ("y", Number(y)));
        if (kind.Length > 0) Attributes(xml, ("class", kind));
        xml.WriteString(XmlText.Clean(kind == "strong" || text.Length <= Fits || x == Left && kind.Length == 0 ? text : Clipped(text, Fits)));
        xml.WriteEndElement();
    }

    // The end of a place tells more than its beginning.
    private static string Clipped(string text, int length) => text.Length <= length + 10 ? text : string.Concat(text.AsSpan(0, length / 2), "...", text.AsSpan(text.Length - (length / 2)));

    private static void WriteElement(XmlWriter xml, string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        Attributes(xml, attributes);
        xml.WriteString(XmlText.Clean(text));
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes) xml.WriteAttributeString(name, value);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
