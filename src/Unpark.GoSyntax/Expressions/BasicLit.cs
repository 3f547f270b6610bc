using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Expressions;

/// <summary>A number, a rune or a string, as the source writes it.</summary>
public sealed class BasicLit(SourceText source, Pos valuePos, Pos valueEnd, Token kind) : Expr
{
    public Pos ValuePos { get; } = valuePos;

    public Pos ValueEnd { get; } = valueEnd;

    /// <summary><see cref="Token.Int"/>, <see cref="Token.Float"/>, <see cref="Token.Imag"/>, <see cref="Token.Char"/> or <see cref="Token.String"/></summary>
    public Token Kind { get; } = kind;

    /// <summary>Quotes and escapes included; a raw string has lost its carriage returns, as the language demands. Made anew at each call.</summary>
    public string Value => IsRaw ? source.TextOf(ValuePos, ValueEnd).Replace("\r", "", StringComparison.Ordinal) : source.TextOf(ValuePos, ValueEnd);

    public override Pos Pos => ValuePos;

    public override Pos End => ValueEnd;

    public override string ToString() => Value;

    private bool IsRaw => Kind == Token.String && ValuePos != ValueEnd && source.Bytes.Span[ValuePos.Offset] == (byte)'`';
}
