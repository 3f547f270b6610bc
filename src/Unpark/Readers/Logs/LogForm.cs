using System.Text;

namespace Unpark.Readers.Logs;

/// <summary>How one log wraps the text of a program: the layers, from the outside in.</summary>
internal sealed class LogForm(IReadOnlyList<LogLayer> layers)
{
    /// <summary>Fields of a JSON log that tell programs apart whose lines are mixed: <c>go test -json</c>, Docker, Kubernetes, journald.</summary>
    private static readonly string[] Discriminators =
    [
        "\"Package\":\"", "\"stream\":\"", "\"pod\":\"", "\"pod_name\":\"", "\"container\":\"", "\"container_name\":\"", "\"container_id\":\"",
        "\"service\":\"", "\"host\":\"", "\"hostname\":\"", "\"_PID\":\"",
    ];

    private readonly ByteBuffer[] _buffers = [new(), new()];
    private readonly byte[][] _discriminators = layers.Any(layer => layer is QuotedLayer) ? [.. Discriminators.Select(Encoding.UTF8.GetBytes)] : [];

    public string Identity { get; } = string.Join('|', layers.Select(layer => layer.Identity));

    /// <param name="text">Valid until the next call.</param>
    public bool TryUnwrap(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> text, out bool isPiece)
    {
        text = line;
        isPiece = false;
        for (var i = 0; i < layers.Count; i++)
        {
            var output = _buffers[i & 1];
            output.Clear();
            if (!layers[i].TryTakeOff(text, output, out var piece))
            {
                // Only the first line of what a program logs at once carries the program's own prefix.
                if (i > 0 && layers[i] is PrefixLayer) continue;
                return false;
            }
            isPiece |= piece;
            text = output.Span;
        }
        return true;
    }

    /// <summary>Which of several programs in one JSON log wrote the line.</summary>
    public string StreamOf(ReadOnlySpan<byte> line)
    {
        var stream = Identity;
        foreach (var field in _discriminators)
        {
            var at = line.IndexOf(field);
            if (at < 0) continue;
            var value = line[(at + field.Length)..];
            var end = value.IndexOf((byte)'"');
            stream += '|' + Encoding.UTF8.GetString(end < 0 ? value : value[..end]);
        }
        return stream;
    }
}
