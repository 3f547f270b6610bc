namespace Unpark.GoSyntax.Tokens;

/// <summary>What a byte can begin.</summary>
internal enum ByteClass : byte
{
    /// <summary>A token alone: brackets, comma, semicolon, tilde.</summary>
    Delimiter,
    Letter, Digit, Operator, Space, Newline, Quote, RawQuote, RuneQuote, Period, Slash, Unknown,
}
