using System.Globalization;
using System.Text;
using System.Text.Json;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Html;

/// <summary>What flame.js draws from: names once, boxes as rows of numbers that refer to them.</summary>
public sealed class FlameJson
{
    private readonly Dictionary<string, int> _indexOf = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    private FlameJson()
    {
    }

    /// <summary>For a page that asks for it. <c>largestLeftOut</c> is how many goroutines are at the largest box that there was no room for.</summary>
    public static void Write(Report report, Stream output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteNumber("largestLeftOut"u8, report.Stacks.LargestLeftOut);
        Write(json, FlameBox.Of(report), report);
        json.WriteEndObject();
    }

    /// <summary>The writer escapes whatever could end a script or begin one, and all that is not ASCII.</summary>
    internal static Markup Of(List<FlameBox> boxes, Report report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            Write(json, boxes, report);
            json.WriteEndObject();
        }
        return new(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, List<FlameBox> boxes, Report report)
    {
        var form = new FlameJson();
        json.WriteStartArray("families"u8);
        foreach (var family in Enum.GetValues<StateFamily>()) json.WriteStringValue(StatesHtml.WordOf(family));
        json.WriteEndArray();
        form.WriteBoxes(json, boxes);
        form.WriteNames(json);
        WriteFindings(json, boxes, report);
    }

    // [parent, name, file or -1 for a state, line, count, leaked, family or -1 for mixed, finding or -1]
    private void WriteBoxes(Utf8JsonWriter json, List<FlameBox> boxes)
    {
        json.WriteStartArray("boxes"u8);
        foreach (var box in boxes)
        {
            json.WriteStartArray();
            json.WriteNumberValue(box.Parent);
            json.WriteNumberValue(IndexOf(box.Node.Frame is { } frame ? frame.Function : FlamePicture.NameOf(box)));
            json.WriteNumberValue(box.Node.Frame is { File: var file } ? IndexOf(file) : -1);
            json.WriteNumberValue(box.Node.Frame?.Line ?? 0);
            json.WriteNumberValue(box.Node.Count);
            json.WriteNumberValue(box.Node.Leaked);
            json.WriteNumberValue(box.Family is { } family ? (int)family : -1);
            json.WriteNumberValue(box.Finding ?? -1);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private void WriteNames(Utf8JsonWriter json)
    {
        json.WriteStartArray("names"u8);
        foreach (var name in _names) json.WriteStringValue(HtmlText.Visible(name));
        json.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter json, List<FlameBox> boxes, Report report)
    {
        json.WriteStartObject("findings"u8);
        foreach (var index in boxes.Select(box => box.Finding).OfType<int>().Distinct().Order())
            json.WriteString(index.ToString(CultureInfo.InvariantCulture), HtmlText.Visible(report.Findings[index].Title));
        json.WriteEndObject();
    }

    private int IndexOf(string name)
    {
        if (_indexOf.TryGetValue(name, out var index)) return index;
        _indexOf.Add(name, _names.Count);
        _names.Add(name);
        return _names.Count - 1;
    }
}
