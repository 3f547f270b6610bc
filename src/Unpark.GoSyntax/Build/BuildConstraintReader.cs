using System.Diagnostics.CodeAnalysis;

namespace Unpark.GoSyntax.Build;

/// <summary>Reads <c>//go:build</c> lines: tags, <c>!</c>, <c>&amp;&amp;</c>, <c>||</c> and parentheses.</summary>
internal ref struct BuildConstraintReader
{
    private const string Prefix = "//go:build";

    // go/build/constraint, 1.27, reads a thousand tags; nobody writes a hundred.
    private const int MaxTags = 1000;

    private const int MaxDepth = 200;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _tags;
    private int _depth;

    private BuildConstraintReader(ReadOnlySpan<char> text) => _text = text;

    public static bool TryRead(string line, [NotNullWhen(true)] out BuildConstraint? constraint)
    {
        constraint = null;
        if (!line.StartsWith(Prefix, StringComparison.Ordinal) || line.Contains('\n', StringComparison.Ordinal)) return false;
        var text = line.AsSpan(Prefix.Length);
        if (text.Length > 0 && !char.IsWhiteSpace(text[0])) return false;
        var reader = new BuildConstraintReader(text.Trim());
        constraint = reader.ReadOr();
        if (reader._at < reader._text.Length) constraint = null;
        return constraint is not null;
    }

    private BuildConstraint? ReadOr()
    {
        var x = ReadAnd();
        while (x is not null && TryTake("||")) x = ReadAnd() is { } y ? new OrConstraint(x, y) : null;
        return x;
    }

    private BuildConstraint? ReadAnd()
    {
        var x = ReadNot();
        while (x is not null && TryTake("&&")) x = ReadNot() is { } y ? new AndConstraint(x, y) : null;
        return x;
    }

    private BuildConstraint? ReadNot()
    {
        if (!TryTake("!")) return ReadAtom();
        return ReadAtom() is { } x ? new NotConstraint(x) : null;
    }

    private BuildConstraint? ReadAtom()
    {
        if (!TryTake("(")) return ReadTag();
        if (++_depth > MaxDepth) return null;
        var x = ReadOr();
        _depth--;
        return TryTake(")") ? x : null;
    }

    private TagConstraint? ReadTag()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetter(_text[_at]) || char.IsDigit(_text[_at]) || _text[_at] is '_' or '.')) _at++;
        if (_at == start || ++_tags > MaxTags) return null;
        var tag = _text[start.._at].ToString();
        SkipSpace();
        return new(tag);
    }

    private bool TryTake(string mark)
    {
        if (!_text[_at..].StartsWith(mark, StringComparison.Ordinal)) return false;
        _at += mark.Length;
        SkipSpace();
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t') _at++;
    }
}
