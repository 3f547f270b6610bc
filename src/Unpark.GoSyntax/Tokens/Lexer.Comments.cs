namespace Unpark.GoSyntax.Tokens;

/// <summary>Comments, which are kept apart from the tokens.</summary>
internal ref partial struct Lexer
{
    private void ScanLineComment()
    {
        var length = _source[_at..].IndexOf((byte)'\n');
        var end = length < 0 ? _source.Length : _at + length;
        CheckLineDirective(_at, _source[_at..end].TrimEnd((byte)'\r'), startsLine: _at == 0 || _source[_at - 1] == '\n');
        AddComment(end);
    }

    // With a line end inside it ends the line as well, there where that stands.
    private void ScanBlockComment()
    {
        var start = _at;
        var length = _source[(start + 2)..].IndexOf("*/"u8);
        var end = length < 0 ? _source.Length : start + 2 + length + 2;
        if (length < 0) Error(start, "comment not terminated");
        else CheckLineDirective(start, _source[start..(end - 2)], startsLine: true);
        AddComment(end);
        if (_source[start..end].IndexOf((byte)'\n') is >= 0 and var newline) EndLine(start + newline);
    }

    private void AddComment(int end)
    {
        _tokens.Comments.Add(new(_at, end, _tokens.Count));
        _at = end;
    }
}
