using System.Globalization;
using System.IO.Compression;
using Google.Protobuf;
using Unpark.Knowledge.Frames;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Tests.Readers.Pprof;

/// <summary>Every profile against the same bytes decoded by Google.Protobuf.</summary>
public class ReferenceTests
{
    public static IEnumerable<object[]> All() => TestData.Files("*.pb.gz");

    [Theory]
    [MemberData(nameof(All))]
    public void Samples_are_those_that_Google_Protobuf_decodes(string version, string file)
    {
        using var unpacked = new GZipStream(TestData.Open($"{version}/{file}"), CompressionMode.Decompress);
        var reference = new Reference(new CodedInputStream(unpacked));
        using var stream = TestData.Open($"{version}/{file}");
        var profile = EvidenceReader.Read(stream, file).Profile!;
        Assert.Equal(reference.Samples(), Enumerable.Range(0, profile.SampleCount).Select(sample => Show(profile, sample)));
        Assert.Equal(reference.TimeNanos, (profile.TakenAt!.Value - DateTimeOffset.UnixEpoch).Ticks * 100 + reference.TimeNanos % 100);
    }

    private static string Show(Profile profile, int sample)
    {
        var text = string.Join(',', profile.Values(sample).ToArray());
        foreach (var location in profile.Locations(sample))
        {
            text += $"\n{profile.Address(location):x}";
            foreach (var frame in profile.Frames(location)) text += " " + profile.Frame(frame);
        }
        var labels = profile.Labels(sample).Select(label => $"{label.Key}={label.Value}").Concat(profile.NumLabels(sample).Select(label => $"{label.Key}={label.Value.ToString(CultureInfo.InvariantCulture)}"));
        return text + "\n" + string.Join(',', labels.Order(StringComparer.Ordinal));
    }

    /// <summary>profile.proto by its field numbers, without any of our code.</summary>
    private sealed class Reference
    {
        private readonly List<ByteString> _samples = [];
        private readonly Dictionary<ulong, (ulong Address, List<(ulong Function, long Line)> Lines)> _locations = [];
        private readonly Dictionary<ulong, (int Name, int File)> _functions = [];
        private readonly List<string> _strings = [];

        public Reference(CodedInputStream profile)
        {
            while (profile.ReadTag() is > 0 and var tag)
            {
                switch (tag >> 3)
                {
                    case 2: _samples.Add(profile.ReadBytes()); break;
                    case 4: ReadLocation(profile.ReadBytes().CreateCodedInput()); break;
                    case 5: ReadFunction(profile.ReadBytes().CreateCodedInput()); break;
                    case 6: _strings.Add(profile.ReadString()); break;
                    case 9: TimeNanos = profile.ReadInt64(); break;
                    default: profile.SkipLastField(); break;
                }
            }
        }

        public long TimeNanos { get; }

        public IEnumerable<string> Samples() => _samples.Select(sample => Sample(sample.CreateCodedInput()));

        private string Sample(CodedInputStream sample)
        {
            var (locations, values, labels) = (new List<ulong>(), new List<ulong>(), new List<string>());
            while (sample.ReadTag() is > 0 and var tag)
            {
                switch (tag >> 3)
                {
                    case 1: ReadNumbers(sample, tag, locations); break;
                    case 2: ReadNumbers(sample, tag, values); break;
                    case 3: labels.Add(Label(sample.ReadBytes().CreateCodedInput())); break;
                    default: sample.SkipLastField(); break;
                }
            }
            var text = string.Join(',', values.Select(value => (long)value));
            foreach (var (address, lines) in locations.Select(id => _locations[id]))
            {
                text += $"\n{address:x}";
                foreach (var (function, line) in lines)
                {
                    var (name, file) = _functions[function];
                    text += " " + new Frame(TypeArguments.Elide(_strings[name]), _strings[file], (int)line);
                }
            }
            return text + "\n" + string.Join(',', labels.Order(StringComparer.Ordinal));
        }

        private string Label(CodedInputStream label)
        {
            var numbers = new long[5];
            while (label.ReadTag() is > 0 and var tag) numbers[tag >> 3] = label.ReadInt64();
            return numbers[3] != 0 ? $"{_strings[(int)numbers[1]]}={numbers[3]}" : $"{_strings[(int)numbers[1]]}={_strings[(int)numbers[2]]}";
        }

        private void ReadLocation(CodedInputStream location)
        {
            ulong id = 0, address = 0;
            var lines = new List<(ulong, long)>();
            while (location.ReadTag() is > 0 and var tag)
            {
                switch (tag >> 3)
                {
                    case 1: id = location.ReadUInt64(); break;
                    case 3: address = location.ReadUInt64(); break;
                    case 4: lines.Add(Line(location.ReadBytes().CreateCodedInput())); break;
                    default: location.SkipLastField(); break;
                }
            }
            _locations.Add(id, (address, lines));
        }

        private static (ulong, long) Line(CodedInputStream line)
        {
            var numbers = new long[4];
            while (line.ReadTag() is > 0 and var tag) numbers[tag >> 3] = line.ReadInt64();
            return ((ulong)numbers[1], numbers[2]);
        }

        private void ReadFunction(CodedInputStream function)
        {
            var numbers = new long[6];
            while (function.ReadTag() is > 0 and var tag) numbers[tag >> 3] = function.ReadInt64();
            _functions.Add((ulong)numbers[1], ((int)numbers[2], (int)numbers[4]));
        }

        private static void ReadNumbers(CodedInputStream message, uint tag, List<ulong> into)
        {
            if ((tag & 7) == 0)
            {
                into.Add(message.ReadUInt64());
                return;
            }
            var packed = message.ReadBytes().CreateCodedInput();
            while (!packed.IsAtEnd) into.Add(packed.ReadUInt64());
        }
    }
}
