using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax;

/// <summary>A place where the source is not Go.</summary>
/// <param name="Message">What was expected, what was found: "expected ')', found newline".</param>
public sealed record SyntaxError(Pos Pos, string Message);
