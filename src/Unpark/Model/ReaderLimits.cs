namespace Unpark.Model;

/// <summary>What a reader takes from hostile input at most. Whatever exceeds a limit is left out and said in a diagnostic.</summary>
public sealed record ReaderLimits
{
    public static ReaderLimits Default { get; } = new();

    /// <summary>Bytes after decompression.</summary>
    public long MaxBytes { get; init; } = 16L << 30;

    /// <summary>Decompressed bytes of a protobuf profile, which is held in memory.</summary>
    public int MaxProfileBytes { get; init; } = 1 << 30;

    /// <summary>Decompressed bytes for each compressed one; beyond it the input is a bomb. Real dumps reach 30.</summary>
    public int MaxRatio { get; init; } = 1000;

    /// <summary>Bytes of one line of text; the rest of a longer line is skipped.</summary>
    public int MaxLine { get; init; } = 1 << 20;

    /// <summary>Frames of one stack. The runtime prints 100 and profiles hold 128.</summary>
    public int MaxFrames { get; init; } = 4096;

    /// <summary>Distinct stacks of one snapshot.</summary>
    public int MaxGroups { get; init; } = 4_000_000;

    /// <summary>Strings of a protobuf profile, and as many functions and locations.</summary>
    public int MaxNames { get; init; } = 8_000_000;

    /// <summary>Goroutines of one snapshot whose ids are kept; 32 bytes each.</summary>
    public int MaxGoroutines { get; init; } = 50_000_000;

    /// <summary>Snapshots of one log.</summary>
    public int MaxSnapshots { get; init; } = 10_000;

    /// <summary>Race reports of one log; about 500 bytes each.</summary>
    public int MaxRaces { get; init; } = 200_000;

    /// <summary>Bytes of one generation of an execution trace, or of a whole trace of format 1.21 and before, which are held in memory. Real ones reach 100 MB.</summary>
    public int MaxGenerationBytes { get; init; } = 1 << 30;

    /// <summary>Goroutines alive at once in an execution trace; about 100 bytes each.</summary>
    public int MaxTracedGoroutines { get; init; } = 10_000_000;

    /// <summary>Diagnostics of one reading; the last one says how many more there were.</summary>
    public int MaxDiagnostics { get; init; } = 100;

    /// <summary>Threads a reader may use on large input.</summary>
    public int Threads { get; init; } = 2;
}
