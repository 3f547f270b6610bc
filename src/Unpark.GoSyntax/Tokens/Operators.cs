namespace Unpark.GoSyntax.Tokens;

/// <summary>Delimiters, and the longest operator that some bytes begin with.</summary>
internal static class Operators
{
    /// <param name="b">One that is a token alone.</param>
    public static Token Delimiter(byte b) => (char)b switch
    {
        '(' => Token.LParen,
        ')' => Token.RParen,
        ',' => Token.Comma,
        '{' => Token.LBrace,
        '}' => Token.RBrace,
        '[' => Token.LBrack,
        ']' => Token.RBrack,
        ';' => Token.Semicolon,
        _ => Token.Tilde,
    };

    /// <param name="first">One that begins an operator.</param>
    /// <param name="second">The bytes behind it; 0 beyond the end.</param>
    public static Token Of(byte first, byte second, byte third) => (char)first switch
    {
        '.' => second == '.' && third == '.' ? Token.Ellipsis : Token.Period,
        ':' => second == '=' ? Token.Define : Token.Colon,
        '=' => second == '=' ? Token.Eql : Token.Assign,
        '!' => second == '=' ? Token.NotEql : Token.Not,
        '+' => second == '=' ? Token.AddAssign : second == '+' ? Token.Inc : Token.Add,
        '-' => second == '=' ? Token.SubAssign : second == '-' ? Token.Dec : Token.Sub,
        '*' => second == '=' ? Token.MulAssign : Token.Mul,
        '/' => second == '=' ? Token.QuoAssign : Token.Quo,
        '%' => second == '=' ? Token.RemAssign : Token.Rem,
        '^' => second == '=' ? Token.XorAssign : Token.Xor,
        '|' => second == '=' ? Token.OrAssign : second == '|' ? Token.LOr : Token.Or,
        '&' => And(second, third),
        '<' => Less(second, third),
        _ => Greater(second, third),
    };

    private static Token And(byte second, byte third) => (char)second switch
    {
        '&' => Token.LAnd,
        '=' => Token.AndAssign,
        '^' => third == '=' ? Token.AndNotAssign : Token.AndNot,
        _ => Token.And,
    };

    private static Token Less(byte second, byte third) => (char)second switch
    {
        '-' => Token.Arrow,
        '=' => Token.Leq,
        '<' => third == '=' ? Token.ShlAssign : Token.Shl,
        _ => Token.Lss,
    };

    private static Token Greater(byte second, byte third) => (char)second switch
    {
        '=' => Token.Geq,
        '>' => third == '=' ? Token.ShrAssign : Token.Shr,
        _ => Token.Gtr,
    };
}
