using System.Collections.Immutable;

namespace Unpark.Findings;

/// <summary>A few lines of source, some with a word beside them.</summary>
/// <param name="File">Where it lies on this machine.</param>
/// <param name="FirstLine">From 1.</param>
/// <param name="Lines">As they stand in the file, tabs included.</param>
/// <param name="Marks">By line; the culprit's is the one with <see cref="LineMark.IsCulprit"/>.</param>
public sealed record SourceExcerpt(string File, int FirstLine, ImmutableArray<string> Lines, ImmutableArray<LineMark> Marks);

/// <param name="Line">From 1, in the file.</param>
/// <param name="Word">"stuck", "made here": what the line is.</param>
public sealed record LineMark(int Line, string Word, bool IsCulprit = false);
