using System.Text;

namespace Unpark.Rendering.Terminal;

/// <summary>Collects bytes of text and writes them in blocks: for output of hundreds of megabytes.</summary>
internal sealed class TextBlock(Stream output)
{
    private byte[] _bytes = new byte[1 << 17];
    private int _count;

    public void Append(ReadOnlySpan<byte> text)
    {
        if (text.Length > _bytes.Length - _count) MakeRoom(text.Length);
        text.CopyTo(_bytes.AsSpan(_count));
        _count += text.Length;
    }

    public void Append(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _bytes.Length - _count) MakeRoom(most);
        _count += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_count));
    }

    public void Flush()
    {
        output.Write(_bytes.AsSpan(0, _count));
        _count = 0;
    }

    private void MakeRoom(int length)
    {
        Flush();
        if (length > _bytes.Length) _bytes = new byte[length];
    }
}
