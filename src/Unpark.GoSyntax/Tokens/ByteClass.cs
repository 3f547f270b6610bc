namespace Unpark.GoSyntax.Tokens;

/// <summary>What a byte can begin.</summary>
internal enum ByteClass : byte
{
    Operator, Letter, Digit, Space, Newline, Quote, RawQuote, RuneQuote, Period, Slash, Unknown,
}
