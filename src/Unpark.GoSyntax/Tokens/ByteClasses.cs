using System.Runtime.CompilerServices;

namespace Unpark.GoSyntax.Tokens;

/// <summary>The class of every byte; those of letters beyond ASCII are <see cref="ByteClass.Unknown"/>.</summary>
internal static class ByteClasses
{
    private static readonly ByteClass[] Table = Make();

    public static ByteClass Of(byte b) => Table[b];

    // Asked of every byte of every name.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLetterOrDigit(byte b) => Table[b] is ByteClass.Letter or ByteClass.Digit;

    public static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    private static ByteClass[] Make()
    {
        var table = new ByteClass[256];
        for (var b = 0; b < 256; b++) table[b] = ClassOf((char)b);
        return table;
    }

    private static ByteClass ClassOf(char c) => c switch
    {
        (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' => ByteClass.Letter,
        >= '0' and <= '9' => ByteClass.Digit,
        ' ' or '\t' or '\r' => ByteClass.Space,
        '\n' => ByteClass.Newline,
        '"' => ByteClass.Quote,
        '`' => ByteClass.RawQuote,
        '\'' => ByteClass.RuneQuote,
        '.' => ByteClass.Period,
        '/' => ByteClass.Slash,
        _ when "()[]{},;~".Contains(c, StringComparison.Ordinal) => ByteClass.Delimiter,
        _ when "+-*%&|^<>=!:".Contains(c, StringComparison.Ordinal) => ByteClass.Operator,
        _ => ByteClass.Unknown,
    };
}
