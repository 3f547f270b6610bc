namespace Unpark.GoSyntax.Tokens;

/// <summary>Numbers: <c>42</c>, <c>1_000</c>, <c>0x1p-2</c>, <c>.5e3</c>, <c>2i</c>.</summary>
internal ref partial struct Lexer
{
    private void ScanNumber()
    {
        var start = _at;
        while (ByteClasses.IsDigit(Peek())) _at++;
        var isPlain = _at > start && Peek() != '.' && !ByteClasses.IsLetterOrDigit(Peek()) && (_source[start] != '0' || _at == start + 1);
        var token = isPlain ? Token.Int : ScanOtherNumber(start);
        _tokens.Add(token, start, _at);
    }

    private Token ScanOtherNumber(int start)
    {
        var number = new NumberForm(_source, start);
        _at = number.End;
        if (number.Error is not null) Error(number.ErrorAt, number.Error);
        return number.Token;
    }
}
