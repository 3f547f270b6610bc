using Unpark.Model;

namespace Unpark;

/// <summary>Recognises what the bytes are, from the bytes and never from a name, and hands them to the reader for it.</summary>
public static class EvidenceReader
{
    /// <summary>Reads one piece of evidence: a profile, a dump, a log with dumps in it; gzip or not.</summary>
    /// <param name="bytes">Read to its end, in blocks; need not seek.</param>
    /// <param name="source">Name for messages.</param>
    /// <returns>What could be read, with diagnostics for what could not. Never throws on content.</returns>
    public static Reading Read(Stream bytes, string source, ReaderLimits? limits = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}
