using System.Text;

namespace Unpark.GoSyntax.Tokens;

/// <summary>Strings and runes. Only their ends and errors matter here: nobody needs their value to parse.</summary>
internal ref partial struct Lexer
{
    private void ScanString()
    {
        var start = _at++;
        while (!IsAtLineEnd())
        {
            var b = _source[_at++];
            if (b == '"')
            {
                _tokens.Add(Token.String, start, _at);
                return;
            }
            if (b == '\\') ScanEscape('"');
        }
        Error(start, "string literal not terminated");
        _tokens.Add(Token.String, start, _at);
    }

    private void ScanRawString()
    {
        var start = _at;
        var length = _source[(start + 1)..].IndexOf((byte)'`');
        if (length < 0) Error(start, "raw string literal not terminated");
        _at = length < 0 ? _source.Length : start + 1 + length + 1;
        _tokens.Add(Token.String, start, _at);
    }

    private void ScanRune()
    {
        var start = _at++;
        var count = 0;
        var isValid = true;
        while (!IsAtLineEnd() && _source[_at] != '\'')
        {
            count++;
            if (_source[_at] == '\\')
            {
                _at++;
                isValid &= ScanEscape('\'');
            }
            else
            {
                SkipRune();
            }
        }
        if (IsAtLineEnd()) Error(start, "rune literal not terminated");
        else _at++;
        if (isValid && count != 1) Error(start, "illegal rune literal");
        _tokens.Add(Token.Char, start, _at);
    }

    private void SkipRune()
    {
        Rune.DecodeFromUtf8(_source[_at..], out _, out var length);
        _at += length;
    }

    private readonly bool IsAtLineEnd() => _at >= _source.Length || _source[_at] == '\n';

    // Behind the backslash. A wrong escape is left at the byte that makes it wrong.
    private bool ScanEscape(char quote)
    {
        var start = _at;
        var kind = (char)Peek();
        if (kind == quote || (kind != 0 && "abfnrtv\\".Contains(kind, StringComparison.Ordinal)))
        {
            _at++;
            return true;
        }
        if (kind is >= '0' and <= '7') return ScanEscapeDigits(start, 3, 8, byte.MaxValue);
        _at += kind is 'x' or 'u' or 'U' ? 1 : 0;
        return kind switch
        {
            'x' => ScanEscapeDigits(start, 2, 16, byte.MaxValue),
            'u' => ScanEscapeDigits(start, 4, 16, 0x10FFFF),
            'U' => ScanEscapeDigits(start, 8, 16, 0x10FFFF),
            _ => Wrong(start, "unknown escape sequence"),
        };
    }

    private bool ScanEscapeDigits(int start, int count, uint radix, uint max)
    {
        uint value = 0;
        for (; count > 0; count--)
        {
            var digit = DigitValue(Peek());
            if (digit >= radix) return Wrong(_at, "illegal character in escape sequence");
            value = (value * radix) + digit;
            _at++;
        }
        return (value <= max && value is not (>= 0xD800 and < 0xE000)) || Wrong(start, "escape sequence is no Unicode code point");
    }

    private readonly bool Wrong(int offset, string message)
    {
        Error(offset, message);
        return false;
    }

    private static uint DigitValue(byte b) => (char)b switch
    {
        >= '0' and <= '9' => (uint)(b - '0'),
        >= 'a' and <= 'f' => (uint)(b - 'a' + 10),
        >= 'A' and <= 'F' => (uint)(b - 'A' + 10),
        _ => uint.MaxValue,
    };
}
