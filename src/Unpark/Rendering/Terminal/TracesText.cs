using System.Buffers;
using System.Text;
using Unpark.Analysis.Profiles;
using Unpark.Model;

namespace Unpark.Rendering.Terminal;

/// <summary>Every stack with its value, in the form of <c>go tool pprof -traces</c>.</summary>
/// <remarks>The lines of frames are made once and then copied as bytes: there can be millions of them.</remarks>
public static class TracesText
{
    private const int BlockLength = 1 << 18;
    private const int ValueWidth = 10;

    public static void Write(Traces traces, Stream output)
    {
        var buffer = new ArrayBufferWriter<byte>(BlockLength + 4096);
        foreach (var line in ProfileHeadingText.Lines(traces.Heading, traces.Total)) Append(buffer, TextCanvas.Shown(line) + "\n");
        var (lines, value) = (Lines(traces), ScaledValue.Of(traces.Heading.Type.Unit));
        for (var sample = 0; sample < traces.Profile.SampleCount; sample++)
        {
            if (!traces.Shows(sample) || traces.Profile.Locations(sample).IsEmpty) continue;
            WriteSample(traces, sample, lines, value, buffer);
            if (buffer.WrittenCount < BlockLength) continue;
            output.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }
        buffer.Write(Separator);
        output.Write(buffer.WrittenSpan);
    }

    private static ReadOnlySpan<byte> Separator => "-----------+-------------------------------------------------------\n"u8;

    private static void WriteSample(Traces traces, int sample, byte[][] lines, ScaledValue value, ArrayBufferWriter<byte> buffer)
    {
        var profile = traces.Profile;
        buffer.Write(Separator);
        if (profile.HasLabels(sample)) WriteLabels(profile, sample, buffer);
        var locations = profile.Locations(sample);
        Append(buffer, value.Text(traces.Value(sample)).PadLeft(ValueWidth));
        buffer.Write(lines[locations[0]].AsSpan(ValueWidth));
        foreach (var location in locations[1..]) buffer.Write(lines[location]);
    }

    private static void WriteLabels(Profile profile, int sample, ArrayBufferWriter<byte> buffer)
    {
        foreach (var label in profile.Labels(sample)) Append(buffer, $"{TextCanvas.Shown(label.Key),ValueWidth}:  {TextCanvas.Shown(label.Value)}\n");
        foreach (var (key, number, unit) in profile.NumLabels(sample)) Append(buffer, $"{TextCanvas.Shown(key),ValueWidth}:  {ScaledValue.Of(unit.Length == 0 ? key : unit).Text(number)}\n");
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

    private static void Append(ArrayBufferWriter<byte> buffer, string text) => Encoding.UTF8.GetBytes(text, buffer);
}
