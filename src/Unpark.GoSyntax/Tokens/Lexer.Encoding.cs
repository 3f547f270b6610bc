using System.Text.Unicode;

namespace Unpark.GoSyntax.Tokens;

/// <summary>Source is UTF-8 without NUL; a byte order mark may stand at its very start only.</summary>
internal ref partial struct Lexer
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private void CheckEncoding()
    {
        if (_source.StartsWith(ByteOrderMark)) _at = ByteOrderMark.Length;
        var rest = _source[_at..];
        if (rest.IndexOf((byte)0) is >= 0 and var nul) Error(_at + nul, "illegal character NUL");
        if (rest.IndexOf(ByteOrderMark) is >= 0 and var mark) Error(_at + mark, "illegal byte order mark");
        if (!Utf8.IsValid(rest)) Error(_at + FirstInvalid(rest), "illegal UTF-8 encoding");
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        return at;
    }
}
