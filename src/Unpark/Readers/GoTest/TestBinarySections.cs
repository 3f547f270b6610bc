using System.Globalization;
using System.Text;

namespace Unpark.Readers.GoTest;

/// <summary>The file of a test binary cut into its head line and its sections: "NAME LENGTH" with that many bytes each.</summary>
internal sealed class TestBinarySections
{
    private readonly List<(string Name, ReadOnlyMemory<byte> Bytes)> _all = [];

    public TestBinarySections(ReadOnlyMemory<byte> file)
    {
        var at = 0;
        Head = Line(file, ref at);
        while (at < file.Length)
        {
            var start = at;
            var words = Line(file, ref at).Split(' ');
            if (words is not [var name, var number] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > file.Length - at)
            {
                Problem = start;
                return;
            }
            _all.Add((name, file.Slice(at, length)));
            at = Math.Min(file.Length, at + length + 1);
        }
    }

    public string Head { get; }

    /// <summary>Byte at which no section begins; null when all are whole.</summary>
    public int? Problem { get; }

    public IEnumerable<ReadOnlyMemory<byte>> All(string name) => _all.Where(section => section.Name == name).Select(section => section.Bytes);

    public IEnumerable<string> Texts(string name) => All(name).Select(bytes => Encoding.UTF8.GetString(bytes.Span));

    private static string Line(ReadOnlyMemory<byte> file, ref int at)
    {
        var rest = file.Span[at..];
        var end = rest.IndexOf((byte)'\n') is >= 0 and var index ? index : rest.Length;
        at = Math.Min(file.Length, at + end + 1);
        return Encoding.UTF8.GetString(rest[..Math.Min(end, 4096)]);
    }
}
