namespace Unpark.GoSyntax.Tokens;

/// <summary>One comment of a file.</summary>
/// <param name="Token">Index of the token that follows.</param>
internal readonly record struct CommentLexeme(int Start, int End, int Token);
