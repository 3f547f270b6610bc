using System.Text;
using Unpark.Analysis.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Rendering.Terminal;

/// <summary>Every stack with its value, in the form of <c>go tool pprof -traces</c>.</summary>
/// <remarks>The lines of frames are made once and then copied as bytes: there can be millions of them.</remarks>
public static class TracesText
{
    private const int ValueWidth = 10;

    public static void Write(Traces traces, Stream output)
    {
        var block = new TextBlock(output);
        foreach (var line in ProfileHeadingText.Lines(traces.Heading, traces.Total)) block.Append(TextCanvas.Shown(line) + "\n");
        var (lines, value) = (Lines(traces), new ValueColumn(ScaledValue.Of(traces.Heading.Type.Unit)));
        for (var sample = 0; sample < traces.Profile.SampleCount; sample++)
        {
            if (traces.Shows(sample) && !traces.Profile.Locations(sample).IsEmpty) WriteSample(traces, sample, lines, value, block);
        }
        block.Append(Separator);
        block.Flush();
    }

    private static ReadOnlySpan<byte> Separator => "-----------+-------------------------------------------------------\n"u8;

    private static void WriteSample(Traces traces, int sample, byte[][] lines, ValueColumn value, TextBlock block)
    {
        var profile = traces.Profile;
        block.Append(Separator);
        if (profile.HasLabels(sample)) WriteLabels(profile, sample, block);
        var locations = profile.Locations(sample);
        block.Append(value.Text(traces.Value(sample)));
        block.Append(lines[locations[0]].AsSpan(ValueWidth));
        foreach (var location in locations[1..]) block.Append(lines[location]);
    }

    private static void WriteLabels(Profile profile, int sample, TextBlock block)
    {
        foreach (var label in profile.Labels(sample)) WriteLabel(label.Key, TextCanvas.Shown(label.Value), block);
        foreach (var label in profile.NumLabels(sample)) WriteLabel(label.Key, ScaledValue.Of(label.Unit.Length == 0 ? label.Key : label.Unit).Text(label.Value), block);
    }

    private static void WriteLabel(string key, string value, TextBlock block)
    {
        for (var column = key.Length; column < ValueWidth; column++) block.Append(" "u8);
        block.Append(TextCanvas.Shown(key));
        block.Append(":  "u8);
        block.Append(value);
        block.Append("\n"u8);
    }

    /// <summary>What each location adds to a stack, each line indented to where its value would end.</summary>
    private static byte[][] Lines(Traces traces)
    {
        var profile = traces.Profile;
        var lines = new byte[profile.LocationCount][];
        for (var location = 0; location < lines.Length; location++)
        {
            var text = new StringBuilder();
            foreach (var frame in profile.Frames(location)) text.Append(' ', ValueWidth).Append("   ").Append(Name(profile.Frame(frame), traces.ByLine)).Append('\n');
            if (text.Length == 0) text.Append(' ', ValueWidth).Append($"   {Unnamed(profile.Address(location))}\n");
            lines[location] = Encoding.UTF8.GetBytes(text.ToString());
        }
        return lines;
    }

    private static string Name(Frame frame, bool byLine)
    {
        var name = byLine ? new Node(frame.Function, frame.File, frame.Line).Name : new Node(frame.Function).Name;
        return TextCanvas.Shown(frame.Inlined ? name + " (inline)" : name);
    }

    private static string Unnamed(ulong address) => address == 0 ? "<unknown>" : $"{address:x16}";

    /// <summary>Remembers the last text: in large profiles most values are 1.</summary>
    private sealed class ValueColumn(ScaledValue scaled)
    {
        private long _value;
        private string _text = scaled.Text(0).PadLeft(ValueWidth);

        public string Text(long value)
        {
            if (value == _value) return _text;
            (_value, _text) = (value, scaled.Text(value).PadLeft(ValueWidth));
            return _text;
        }
    }
}
