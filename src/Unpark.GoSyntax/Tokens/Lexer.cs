using System.Text;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Tokens;

/// <summary>Splits a source file into tokens, all at once, and puts semicolons where lines end statements.</summary>
/// <remarks>Errors are those of go/scanner, 1.27. A character that begins no token is an error and otherwise as good as a space.</remarks>
internal ref partial struct Lexer
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly NameTable _names;
    private readonly ErrorList _errors;
    private readonly TokenList _tokens;
    private int _at;

    private Lexer(ReadOnlySpan<byte> source, NameTable names, ErrorList errors, TokenList tokens)
    {
        _source = source;
        _names = names;
        _errors = errors;
        _tokens = tokens;
    }

    /// <summary>The last token is always <see cref="Token.EOF"/>.</summary>
    public static TokenList Scan(ReadOnlySpan<byte> source, NameTable names, ErrorList errors)
    {
        // Three bytes a token is less than any real source has.
        var tokens = new TokenList(Math.Max(64, source.Length / 3));
        var lexer = new Lexer(source, names, errors, tokens);
        lexer.CheckEncoding();
        lexer.ScanTokens();
        return tokens;
    }

    private void ScanTokens()
    {
        while (_at < _source.Length)
        {
            switch (ByteClasses.Of(_source[_at]))
            {
                case ByteClass.Space: _at++; break;
                case ByteClass.Newline: EndLine(_at++); break;
                case ByteClass.Letter: ScanName(); break;
                case ByteClass.Delimiter: ScanDelimiter(); break;
                case ByteClass.Operator: ScanOperator(); break;
                case ByteClass.Period: ScanPeriod(); break;
                case ByteClass.Slash: ScanSlash(); break;
                case ByteClass.Digit: ScanNumber(); break;
                case ByteClass.Quote: ScanString(); break;
                case ByteClass.RawQuote: ScanRawString(); break;
                case ByteClass.RuneQuote: ScanRune(); break;
                default: ScanBeyondAscii(); break;
            }
        }
        EndLine(_at);
        _tokens.Add(Token.EOF, _at, 0);
    }

    private readonly void EndLine(int newline)
    {
        if (_tokens.Last.EndsStatement()) _tokens.Add(Token.Semicolon, newline, 1);
    }

    private void ScanName()
    {
        var start = _at;
        var at = start + 1;
        while (at < _source.Length && ByteClasses.IsLetterOrDigit(_source[at])) at++;
        _at = at;
        if (Peek() >= 0x80) SkipLettersBeyondAscii();
        AddName(start);
    }

    private readonly void AddName(int start)
    {
        var number = _names.NumberOf(_source, start, _at);
        _tokens.Add(NameTable.TokenOf(number), start, number);
    }

    private void ScanDelimiter()
    {
        _tokens.Add(Operators.Delimiter(_source[_at]), _at, 0);
        _at++;
    }

    private void ScanOperator()
    {
        var token = Operators.Of(_source[_at], Peek(1), Peek(2));
        _tokens.Add(token, _at, 0);
        _at += token.Text().Length;
    }

    private void ScanPeriod()
    {
        if (ByteClasses.IsDigit(Peek(1))) ScanNumber();
        else ScanOperator();
    }

    private void ScanSlash()
    {
        if (Peek(1) == '/') ScanLineComment();
        else if (Peek(1) == '*') ScanBlockComment();
        else ScanOperator();
    }

    private void ScanBeyondAscii()
    {
        Rune.DecodeFromUtf8(_source[_at..], out var rune, out var length);
        var start = _at;
        _at += length;
        if (Rune.IsLetter(rune))
        {
            SkipLettersBeyondAscii();
            AddName(start);
        }
        else
        {
            Error(start, $"illegal character {Shown(rune)}");
        }
    }

    private void SkipLettersBeyondAscii()
    {
        while (Rune.DecodeFromUtf8(_source[_at..], out var rune, out var length) == System.Buffers.OperationStatus.Done
            && (Rune.IsLetter(rune) || rune.Value == '_' || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.DecimalDigitNumber))
        {
            _at += length;
        }
    }

    /// <summary>The byte so many places ahead; 0 beyond the end.</summary>
    private readonly byte Peek(int ahead = 0) => _at + ahead < _source.Length ? _source[_at + ahead] : (byte)0;

    private readonly void Error(int offset, string message) => _errors.Add(new(offset), message);

    private static string Shown(Rune rune) => rune.Value is '“' or '”'
        ? $"{rune}: a curly quotation mark, where Go has \""
        : $"U+{rune.Value:X4}";
}
