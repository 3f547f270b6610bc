namespace Unpark.Findings;

/// <summary>A place in a source file.</summary>
/// <param name="File">Where it lies on this machine, which need not be where the program was built.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">In bytes, from 1.</param>
/// <param name="What">What stands there, in words: "the only receive", "made here, without a buffer".</param>
public sealed record SourceSpot(string File, int Line, int Column, string What);
