namespace Unpark.Knowledge.Traces;

/// <summary>The first 16 bytes of an execution trace, "go 1.23 trace" and NULs, and what the number in them means.</summary>
/// <remarks>Source: internal/trace/version/version.go, Go 1.27.</remarks>
internal static class TraceFormat
{
    public const int HeaderLength = 16;

    /// <summary>From this format on events are kept by thread and generation; before, by processor.</summary>
    public const int V2 = 22;

    /// <summary>From this format on a batch of its own (Sync) holds frequency and clocks; before, the frequency alone.</summary>
    public const int HasSync = 25;

    /// <summary>From this format on a byte outside any batch ends a generation.</summary>
    public const int HasEndOfGeneration = 26;

    /// <summary>Most bytes of events in one batch. Source: <c>MaxBatchSize</c>, internal/trace/tracev2.</summary>
    public const int MaxBatchSize = 64 << 10;

    private static readonly (int Format, string WrittenBy)[] Formats =
    [
        (11, "Go 1.11 to 1.18"),
        (19, "Go 1.19 or 1.20"),
        (21, "Go 1.21"),
        (22, "Go 1.22"),
        (23, "Go 1.23 or 1.24"),
        (25, "Go 1.25"),
        (26, "Go 1.26 or 1.27"),
    ];

    /// <summary>Minor number of the format, as 23; null for bytes that begin no execution trace.</summary>
    public static int? NumberIn(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeaderLength || !head.StartsWith("go 1."u8) || !head[7..].StartsWith(" trace\0\0\0"u8)) return null;
        return head[5] is >= (byte)'0' and <= (byte)'9' && head[6] is >= (byte)'0' and <= (byte)'9' ? ((head[5] - '0') * 10) + head[6] - '0' : null;
    }

    /// <summary>"Go 1.23 or 1.24"; null for a format that is not known here.</summary>
    public static string? WrittenBy(int format) => Formats.FirstOrDefault(row => row.Format == format).WrittenBy;
}
