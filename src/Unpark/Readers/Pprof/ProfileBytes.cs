using Unpark.Model;

namespace Unpark.Readers.Pprof;

/// <summary>A whole message in memory: its strings come last, and its samples refer to them.</summary>
internal static class ProfileBytes
{
    private const int FirstBlock = 1 << 16;

    /// <param name="lengthHint">What to expect; may be wrong. 0 when unknown.</param>
    /// <returns>The bytes lie at the front of the array.</returns>
    public static (byte[] Bytes, int Length, bool Cut) ReadAll(Stream stream, long lengthHint, ReaderLimits limits)
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)Math.Clamp(lengthHint + 1, FirstBlock, limits.MaxProfileBytes));
        var length = 0;
        while (true)
        {
            if (length == bytes.Length)
            {
                if (length >= limits.MaxProfileBytes) return (bytes, length, stream.ReadByte() >= 0);
                Array.Resize(ref bytes, (int)Math.Min(2L * length, limits.MaxProfileBytes));
            }
            var read = stream.Read(bytes.AsSpan(length));
            if (read == 0) return (bytes, length, false);
            length += read;
        }
    }
}
