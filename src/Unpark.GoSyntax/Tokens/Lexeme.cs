using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Tokens;

/// <summary>One token of a file, twelve bytes in a row of them.</summary>
/// <param name="offset">Of the first byte.</param>
/// <param name="value">Of a name its number in the <see cref="NameTable"/>, of a literal the offset behind it, of a semicolon 1 when the end of a line stands for it.</param>
internal readonly struct Lexeme(Token token, int offset, int value)
{
    public readonly int Offset = offset;

    public readonly int Value = value;

    public readonly Token Token = token;

    public Pos Pos => new(Offset);

    public bool IsImplicit => Token == Token.Semicolon && Value != 0;
}
