namespace Unpark.Findings;

/// <summary>Text to put in place of other text in one source file.</summary>
/// <param name="File">Where it lies on this machine.</param>
/// <param name="Start">The first byte to replace.</param>
/// <param name="End">Behind the last one; the same as <paramref name="Start"/> inserts.</param>
public sealed record SourceEdit(string File, EditPoint Start, EditPoint End, string NewText);

/// <param name="Offset">In bytes, from 0.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">In bytes, from 1.</param>
public readonly record struct EditPoint(int Offset, int Line, int Column);
