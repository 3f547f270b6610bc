namespace Unpark.GoSyntax.Tokens;

/// <summary>How a number is written: radix, fraction, exponent, suffix, and what is wrong with it.</summary>
internal ref struct NumberForm
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly int _start;
    private bool _hasDigits;
    private bool _hasSeparators;
    private int _invalidDigit = -1;

    /// <param name="start">Of a digit, or of a period with a digit behind it.</param>
    public NumberForm(ReadOnlySpan<byte> source, int start)
    {
        _source = source;
        _start = End = start;
        Radix = ReadRadix();
        ReadMantissa();
        ReadExponent();
        ReadSuffix();
        CheckDigits();
        if (_hasSeparators) CheckSeparators();
    }

    public Token Token { get; private set; } = Token.Int;

    /// <summary>Behind the last byte.</summary>
    public int End { get; private set; }

    /// <summary>The first thing wrong with it; null when nothing is.</summary>
    public string? Error { get; private set; }

    public int ErrorAt { get; private set; }

    /// <summary>'x', 'o' or 'b' of the prefix; '0' of an octal number in the old style; 'd' for decimal.</summary>
    private char Radix { get; }

    private readonly char Current => End < _source.Length ? (char)_source[End] : '\0';

    private char ReadRadix()
    {
        if (Current != '0') return 'd';
        End++;
        var prefix = char.ToLowerInvariant(Current);
        if (prefix is 'x' or 'o' or 'b')
        {
            End++;
            return prefix;
        }
        _hasDigits = true;
        return '0';
    }

    private void ReadMantissa()
    {
        ReadDigits(Radix);
        if (Current == '.')
        {
            if (Radix is 'o' or 'b') Wrong(End, "a fraction is decimal or hexadecimal");
            End++;
            Token = Token.Float;
            ReadDigits(Radix);
        }
        if (!_hasDigits) Wrong(End, "a number without digits");
    }

    private void ReadExponent()
    {
        var mark = char.ToLowerInvariant(Current);
        if (mark is not ('e' or 'p'))
        {
            if (Radix == 'x' && Token == Token.Float) Wrong(End, "a hexadecimal fraction needs a 'p' exponent");
            return;
        }
        if (mark == 'e' && Radix is not ('d' or '0')) Wrong(End, "an 'e' exponent needs a decimal mantissa");
        if (mark == 'p' && Radix != 'x') Wrong(End, "a 'p' exponent needs a hexadecimal mantissa");
        End++;
        Token = Token.Float;
        if (Current is '+' or '-') End++;
        _hasDigits = false;
        ReadDigits('d');
        if (!_hasDigits) Wrong(End, "an exponent without digits");
    }

    private void ReadSuffix()
    {
        if (Current != 'i') return;
        End++;
        Token = Token.Imag;
    }

    private void ReadDigits(char radix)
    {
        while (Current == '_' || IsDigit(Current, radix))
        {
            if (Current == '_') _hasSeparators = true;
            else _hasDigits = true;
            if (_invalidDigit < 0 && IsTooLarge(Current, radix)) _invalidDigit = End;
            End++;
        }
    }

    // "089i" and "089.5" are decimal after all.
    private void CheckDigits()
    {
        if (Token == Token.Int && _invalidDigit >= 0) Wrong(_invalidDigit, $"invalid digit '{(char)_source[_invalidDigit]}' in {(Radix == 'b' ? "a binary" : "an octal")} number");
    }

    private void CheckSeparators()
    {
        for (var i = _start; i < End; i++)
        {
            if (_source[i] == '_' && !(IsDigitAt(i - 1) && IsDigitAt(i + 1))) Wrong(i, "'_' must separate digits");
        }
    }

    // A prefix counts as a digit.
    private readonly bool IsDigitAt(int i) =>
        i >= _start && i < End && (IsDigit((char)_source[i], Radix) || (i == _start + 1 && Radix is 'x' or 'o' or 'b'));

    private static bool IsDigit(char c, char radix) => radix == 'x' ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c);

    private static bool IsTooLarge(char c, char radix) => radix switch
    {
        'b' => c is >= '2' and <= '9',
        'o' or '0' => c is '8' or '9',
        _ => false,
    };

    private void Wrong(int at, string error)
    {
        if (Error is null) (Error, ErrorAt) = (error, at);
    }
}
