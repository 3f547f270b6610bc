using System.Collections.Immutable;

namespace Unpark.GoSyntax.Tokens;

/// <summary>What the language says of its tokens.</summary>
/// <remarks>Source: The Go Programming Language Specification, language version go1.27: Tokens, Semicolons, Operators.</remarks>
public static class TokenFacts
{
    private static readonly ImmutableArray<string> Texts =
    [
        "illegal character", "end of file", "name", "integer", "float", "imaginary number", "rune", "string",
        "||", "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "|", "^", "*", "/", "%", "<<", ">>", "&", "&^",
        "=", ":=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "&^=",
        "++", "--", "!", "~", "<-", "...", ",", ".", ";", ":", "(", ")", "[", "]", "{", "}",
        "break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go", "goto",
        "if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type", "var",
    ];

    /// <summary>As the source writes it; for names and literals a word for their kind.</summary>
    public static string Text(this Token token) => Texts[(int)token];

    public static bool IsKeyword(this Token token) => token >= Token.Break;

    public static bool IsLiteral(this Token token) => token is >= Token.Int and <= Token.String;

    public static bool IsAssignment(this Token token) => token is >= Token.Assign and <= Token.AndNotAssign;

    /// <summary>How tightly a binary operator binds, from 1 for <c>||</c> to 5 for <c>*</c>; 0 for every other token.</summary>
    public static int Precedence(this Token token) => token switch
    {
        < Token.LOr or > Token.AndNot => 0,
        Token.LOr => 1,
        Token.LAnd => 2,
        <= Token.Geq => 3,
        <= Token.Xor => 4,
        _ => 5,
    };

    /// <summary>A line that ends with it ends with a semicolon nobody needs to write.</summary>
    public static bool EndsStatement(this Token token) => token
        is (>= Token.Ident and <= Token.String)
        or Token.Break or Token.Continue or Token.Fallthrough or Token.Return
        or Token.Inc or Token.Dec or Token.RParen or Token.RBrack or Token.RBrace;
}
