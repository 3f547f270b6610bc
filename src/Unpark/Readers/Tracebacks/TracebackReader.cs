using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Readers.Tracebacks;

/// <summary>
/// Reads everything a Go program prints about its goroutines as text: <c>debug=2</c>, <c>runtime.Stack</c>, the traceback of a
/// signal, a panic, a fatal error or a test time-out; alone, one behind the other, or inside a log.
/// </summary>
public static class TracebackReader
{
    /// <summary>Large enough that cutting and handing over cost nothing, small enough to stay in the cache of a core.</summary>
    private const int BlockSize = 512 << 10;

    /// <param name="bytes">Plain text, read to its end in blocks; need not seek.</param>
    /// <param name="source">Name for messages.</param>
    /// <returns>One snapshot for each dump. Never throws on content.</returns>
    public static Reading Read(Stream bytes, string source, ReaderLimits limits, CancellationToken cancellation) =>
        Read(bytes, source, limits, BlockSize, cancellation);

    /// <param name="blockSize">Bytes asked for at once. The result does not depend on it.</param>
    internal static Reading Read(Stream bytes, string source, ReaderLimits limits, int blockSize, CancellationToken cancellation)
    {
        using var session = new TracebackSession(bytes, source, limits, blockSize);
        return session.Read(cancellation);
    }
}
