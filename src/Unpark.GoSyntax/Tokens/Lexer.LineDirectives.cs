using System.Buffers.Text;

namespace Unpark.GoSyntax.Tokens;

/// <summary><c>//line file.y:12:3</c>, by which generated code names its origin. Wrong numbers in it are errors.</summary>
internal ref partial struct Lexer
{
    // Scanner.updateLineInfo of go/scanner, 1.27.
    private const int MaxLine = 1 << 30;

    private readonly void CheckLineDirective(int offset, ReadOnlySpan<byte> comment, bool startsLine)
    {
        if (!startsLine || !comment[2..].StartsWith("line "u8)) return;
        var text = comment["//line ".Length..];
        if (!TrySplit(text, out var before, out var number)) return;
        var place = offset + "//line ".Length + before.Length + 1;
        if (number is null) Error(place, "invalid line number");
        else if (TrySplit(before, out _, out var line) && line is not null) CheckNumbers(place, line, number);
        else if (!IsLine(number)) Error(place, "invalid line number");
    }

    private readonly void CheckNumbers(int offset, ulong? line, ulong? column)
    {
        if (!IsLine(column)) Error(offset, "invalid column number");
        else if (!IsLine(line)) Error(offset, "invalid line number");
    }

    // "file.y:12": what stands before the last colon, and the number behind it; null when that is none.
    private static bool TrySplit(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> before, out ulong? number)
    {
        before = default;
        number = null;
        var colon = text.LastIndexOf((byte)':');
        if (colon < 0) return false;
        before = text[..colon];
        var digits = text[(colon + 1)..];
        if (Utf8Parser.TryParse(digits, out ulong value, out var length) && length == digits.Length && digits[0] != '+') number = value;
        return true;
    }

    private static bool IsLine(ulong? number) => number is > 0 and <= MaxLine;
}
