using System.Text;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Tests.Tokens;

public sealed class LexerTests
{
    [Fact]
    public void Keywords_names_and_operators_are_told_apart() =>
        Check("func f(ch chan<- int) { ch <- 1 }", "func f ( ch chan <- int ) { ch <- 1 } ⏎");

    [Theory]
    [InlineData("a&^=b", "a &^= b ⏎")]
    [InlineData("a<<=b>>c", "a <<= b >> c ⏎")]
    [InlineData("a&^b&&c", "a &^ b && c ⏎")]
    [InlineData("f(a...)", "f ( a ... ) ⏎")]
    [InlineData("a..b", "a . . b ⏎")]
    [InlineData("x.5", "x .5 ⏎")]
    [InlineData("~T|U", "~ T | U ⏎")]
    public void The_longest_operator_wins(string source, string expected) => Check(source, expected);

    [Theory]
    [InlineData("return\nx", "return ⏎ x ⏎")]
    [InlineData("x++\n}\n)\n]\n", "x ++ ⏎ } ⏎ ) ⏎ ] ⏎")]
    [InlineData("if\nx {\n", "if x ⏎ {", "if x {")]
    [InlineData("a +\nb", "a + b ⏎")]
    [InlineData("break; continue\n", "break ; continue ⏎")]
    [InlineData("a,\nb", "a , b ⏎")]
    public void A_line_ends_a_statement_only_behind_what_can_end_one(string source, params string[] expected) => Check(source, expected[^1]);

    [Theory]
    [InlineData("x // why\ny", "x ⏎ y ⏎")]
    [InlineData("x /* one line */ y", "x y ⏎")]
    [InlineData("x /* two\nlines */ y", "x ⏎ y ⏎")]
    [InlineData("+ /* two\nlines */ y", "+ y ⏎")]
    public void A_comment_is_a_space_and_with_a_new_line_inside_a_line_end(string source, string expected) => Check(source, expected);

    [Theory]
    [InlineData("0", Token.Int)]
    [InlineData("1_000", Token.Int)]
    [InlineData("0x_FF", Token.Int)]
    [InlineData("0b101", Token.Int)]
    [InlineData("0o17", Token.Int)]
    [InlineData("017", Token.Int)]
    [InlineData("1.", Token.Float)]
    [InlineData(".5e-3", Token.Float)]
    [InlineData("1e9", Token.Float)]
    [InlineData("0x1.8p+1", Token.Float)]
    [InlineData("09.5", Token.Float)]
    [InlineData("08i", Token.Imag)]
    [InlineData("2.5i", Token.Imag)]
    [InlineData("'x'", Token.Char)]
    [InlineData(@"'\''", Token.Char)]
    [InlineData(@"'\u00e9'", Token.Char)]
    [InlineData("'é'", Token.Char)]
    [InlineData("\"a\\n\\\"b\"", Token.String)]
    [InlineData("`raw\n\\`", Token.String)]
    public void Literals_have_their_kind(string source, Token kind)
    {
        var (tokens, found) = Scan(source);
        using (tokens) Assert.Equal(kind, tokens[0].Token);
        Assert.Equal(0, found);
    }

    [Theory]
    [InlineData("08", "invalid digit '8' in an octal number")]
    [InlineData("0b12", "invalid digit '2' in a binary number")]
    [InlineData("1__0", "'_' must separate digits")]
    [InlineData("0x", "a number without digits")]
    [InlineData("1e", "an exponent without digits")]
    [InlineData("0x1.8", "a hexadecimal fraction needs a 'p' exponent")]
    [InlineData("''", "illegal rune literal")]
    [InlineData("'ab'", "illegal rune literal")]
    [InlineData("'a", "rune literal not terminated")]
    [InlineData("\"a", "string literal not terminated")]
    [InlineData("`a", "raw string literal not terminated")]
    [InlineData("\"\\q\"", "unknown escape sequence")]
    [InlineData("\"\\xg0\"", "illegal character in escape sequence")]
    [InlineData("\"\\ud800\"", "escape sequence is no Unicode code point")]
    [InlineData("/* a", "comment not terminated")]
    [InlineData("a \0 b", "illegal character NUL")]
    [InlineData("a # b", "illegal character U+0023")]
    [InlineData("“a”", "“: a curly quotation mark, where Go has \"")]
    [InlineData("//line a.y:0\n", "invalid line number")]
    [InlineData("/*line a.y:1:0*/", "invalid column number")]
    public void What_is_no_token_is_an_error(string source, string expected)
    {
        var errors = new ErrorList(10);
        Lexer.Scan(Encoding.UTF8.GetBytes(source), new(), errors).Dispose();
        Assert.Contains(expected, errors.InOrder()[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xC3, (byte)'b' }, 1)]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a' }, 0)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a', 0xEF, 0xBB, 0xBF }, 4)]
    public void Source_that_is_not_UTF_8_is_an_error_where_it_begins(byte[] source, int offset)
    {
        var errors = new ErrorList(10);
        Lexer.Scan(source, new(), errors).Dispose();
        Assert.Equal(offset, errors.InOrder()[0].Pos.Offset);
    }

    [Fact]
    public void A_byte_order_mark_at_the_start_is_none() => Check("\uFEFFpackage p", "package p ⏎");

    [Fact]
    public void Names_may_have_letters_and_digits_of_any_script() => Check("größe٣ := 名前", "größe٣ := 名前 ⏎");

    private static void Check(string source, string expected)
    {
        var names = new NameTable();
        var bytes = Encoding.UTF8.GetBytes(source);
        using var tokens = Lexer.Scan(bytes, names, new(10));
        Assert.Equal(expected, string.Join(' ', Enumerable.Range(0, tokens.Count - 1).Select(i => Text(tokens[i], bytes, names))));
    }

    private static string Text(Lexeme lexeme, byte[] source, NameTable names) => lexeme.Token switch
    {
        Token.Ident => names[lexeme.Value],
        Token.Semicolon when lexeme.IsImplicit => "⏎",
        _ when lexeme.Token.IsLiteral() => Encoding.UTF8.GetString(source.AsSpan(lexeme.Offset..lexeme.Value)),
        _ => lexeme.Token.Text(),
    };

    private static (TokenList Tokens, int Errors) Scan(string source)
    {
        var errors = new ErrorList(10);
        return (Lexer.Scan(Encoding.UTF8.GetBytes(source), new(), errors), errors.InOrder().Length);
    }
}
