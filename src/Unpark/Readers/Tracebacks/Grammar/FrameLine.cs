using System.Buffers.Text;
using System.Globalization;

namespace Unpark.Readers.Tracebacks.Grammar;

/// <summary>The lines below a header, as views into their bytes.</summary>
/// <remarks>Source: <c>traceback</c>, <c>printFuncName</c> and <c>printcreatedby</c>, runtime/traceback.go.</remarks>
internal static class FrameLine
{
    /// <summary>"<c>sync.(*Mutex).lockSlow(0xc0000a4008)</c>": a name without blanks, and arguments, which hold no parenthesis.</summary>
    public static bool TryFunction(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> arguments)
    {
        name = arguments = default;
        if (line is not [.., (byte)')']) return false;
        var open = line.LastIndexOf((byte)'(');
        if (open <= 0 || line[..open].IndexOfAny((byte)' ', (byte)'\t') >= 0) return false;
        name = line[..open];
        arguments = line[(open + 1)..^1];
        return true;
    }

    /// <summary>"<c>main.serve in goroutine 7</c>" behind "created by "; the number is missing up to Go 1.20 and for what nobody created.</summary>
    public static void Creator(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> name, out long id)
    {
        var at = text.IndexOf(" in goroutine "u8);
        name = at < 0 ? text : text[..at];
        id = 0;
        if (at >= 0 && Utf8Parser.TryParse(text[(at + " in goroutine ".Length)..], out long number, out _) && number > 0) id = number;
    }

    /// <summary>
    /// "<c>C:/Program Files/app/main.go:30 +0x1d fp=0xc000 sp=0xc001 pc=0x48</c>" behind the tab: the file may hold blanks and colons.
    /// </summary>
    /// <param name="isC">Ends in "pc=0x..." without an offset: a C frame of a cgo symbolizer, which may lack the file.</param>
    public static bool TryPlace(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> file, out int line, out bool hasOffset, out bool isC)
    {
        file = default;
        line = 0;
        isC = false;
        var offset = text.LastIndexOf(" +0x"u8);
        hasOffset = offset > 0;
        if (hasOffset) text = text[..offset];
        else if (text.LastIndexOf("pc=0x"u8) is >= 0 and var pc && (pc == 0 || text[pc - 1] == ' ') && text[(pc + 5)..].IndexOf((byte)' ') < 0)
        {
            // " fp=0x... sp=0x... pc=0x..." without an offset stands at the first instruction of a function.
            var pointers = text.LastIndexOf(" fp=0x"u8);
            isC = pointers < 0;
            if (pc == 0) return true;
            text = text[..(isC ? pc - 1 : pointers)];
        }
        var colon = text.LastIndexOf((byte)':');
        if (colon <= 0 || colon + 1 == text.Length) return false;
        var digits = text[(colon + 1)..];
        if (!Utf8Parser.TryParse(digits, out line, out var used) || used != digits.Length && digits[used] != ' ' || line < 0) return false;
        file = text[..colon];
        return true;
    }

    /// <summary>"<c>...21 frames elided...</c>" (since Go 1.21) or "<c>...additional frames elided...</c>" (before, and in ancestors).</summary>
    /// <param name="count">-1 when no number is printed.</param>
    public static bool TryElided(ReadOnlySpan<byte> line, out int count)
    {
        count = -1;
        if (line.SequenceEqual("...additional frames elided..."u8)) return true;
        return line.StartsWith("..."u8) && line.EndsWith(" frames elided..."u8)
            && Utf8Parser.TryParse(line[3..], out count, out var used) && count >= 0 && line.Length == 3 + used + " frames elided...".Length;
    }

    /// <summary>One word of the arguments, when it may be a pointer and is sure: " {0xc0000a4008" but not "0x1" or "0xc0000a4008?".</summary>
    /// <returns>0 when it is none.</returns>
    public static ulong Pointer(ReadOnlySpan<byte> word)
    {
        const ulong LowestPage = 0x10000;
        var text = word.Trim(" {}"u8);
        if (!text.StartsWith("0x"u8)) return 0;
        return ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value >= LowestPage ? value : 0;
    }

    /// <summary>The first argument, when it is a number that is sure: "0xc0000a4008" or "0xc0000a4008, ...", not "0x1?".</summary>
    public static ulong Address(ReadOnlySpan<byte> arguments)
    {
        if (!arguments.StartsWith("0x"u8)) return 0;
        var end = arguments.IndexOf((byte)',');
        var digits = arguments[2..(end < 0 ? arguments.Length : end)];
        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var address) ? address : 0;
    }
}
