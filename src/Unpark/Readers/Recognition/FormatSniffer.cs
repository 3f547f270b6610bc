using Unpark.Readers.Pprof;

namespace Unpark.Readers.Recognition;

/// <summary>Tells the format from the first bytes.</summary>
internal static class FormatSniffer
{
    private const int FirstLook = 4096;

    /// <summary>How far into a log the first piece of evidence may begin and still decide between the readers of text.</summary>
    private const int LongLook = 1 << 20;

    private static ReadOnlySpan<byte> Utf8Mark => [0xef, 0xbb, 0xbf];

    private static readonly MagicBytes[] Magics =
    [
        new([0x28, 0xb5, 0x2f, 0xfd], EvidenceFormat.Zstandard),
        new([.. "PK\x03\x04"u8], EvidenceFormat.Zip),
        new([.. "BZh"u8], EvidenceFormat.Bzip2),
        new([0xfd, .. "7zXZ\0"u8], EvidenceFormat.Xz),
        new([0x04, 0x22, 0x4d, 0x18], EvidenceFormat.Lz4),
        new([0xff, 0xd8, 0xff], EvidenceFormat.Image),
        new([0x89, .. "PNG"u8], EvidenceFormat.Image),
        new([.. "GIF8"u8], EvidenceFormat.Image),
        new([.. "%PDF-"u8], EvidenceFormat.Pdf),
        new([0xff, 0xfe], EvidenceFormat.Utf16Text),
    ];

    public static EvidenceFormat Recognise(EvidenceStream input)
    {
        var head = input.Peek(FirstLook);
        if (head.IsEmpty) return EvidenceFormat.Empty;
        if (MagicOf(head) is { } format) return format;
        if (IsTrace(head)) return EvidenceFormat.ExecutionTrace;
        if (ProfileShape.Fits(head)) return EvidenceFormat.ProtobufProfile;
        if (IsBinary(head)) return head.ContainsAnyExcept((byte)0) ? EvidenceFormat.OtherBinary : EvidenceFormat.Zeros;
        if (PageOf(head) is { } page) return page;
        return TextFormatOf(input);
    }

    private static EvidenceFormat? MagicOf(ReadOnlySpan<byte> head)
    {
        foreach (var magic in Magics)
        {
            if (head.StartsWith(magic.Bytes)) return magic.Format;
        }
        if (head.Length > 262 && head[257..].StartsWith("ustar"u8)) return EvidenceFormat.Tar;
        if (head.Length > 17 && head.StartsWith("\u007fELF"u8)) return head[16] == 4 || head[17] == 4 ? EvidenceFormat.ElfCore : EvidenceFormat.ElfFile;
        return null;
    }

    // "go 1.23 trace\x00\x00\x00", 16 bytes. Source: runtime/trace.go.
    private static bool IsTrace(ReadOnlySpan<byte> head) => head.StartsWith("go 1."u8) && head[..Math.Min(16, head.Length)].IndexOf(" trace\0"u8) > 0;

    // Control bytes that text and terminal recordings do not use, but every protobuf profile does. A log may hold a stray one; one in a hundred is another matter.
    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        var count = 0;
        foreach (var b in head)
        {
            if (b < 0x20 && b is not (0x07 or (byte)'\t' or (byte)'\n' or 0x0b or 0x0c or (byte)'\r' or 0x1a or 0x1b or 0x1c or 0x1d or 0x1e or 0x1f)) count++;
        }
        return count > head.Length / 100;
    }

    private static EvidenceFormat? PageOf(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith(Utf8Mark) ? head[Utf8Mark.Length..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.StartsWith("Unknown profile"u8)) return EvidenceFormat.UnknownProfile;
        if (!text.StartsWith("<!doctype"u8) && !text.StartsWith("<!DOCTYPE"u8) && !text.StartsWith("<html"u8) && !text.StartsWith("<HTML"u8)) return null;
        return text.IndexOf("<title>/debug/pprof/</title>"u8) >= 0 ? EvidenceFormat.IndexPage : EvidenceFormat.HtmlPage;
    }

    /// <summary>What begins first in the text decides: a <c>debug=1</c> profile, or anything else.</summary>
    private static EvidenceFormat TextFormatOf(EvidenceStream input)
    {
        var text = input.Peek(LongLook);
        var profile = TextProfileHeader.IndexOf(text);
        if (profile < 0) return EvidenceFormat.Text;
        return text[..profile].IndexOf("goroutine "u8) is >= 0 and var dump && text[dump..profile].IndexOf("]:"u8) >= 0
            ? EvidenceFormat.Text
            : EvidenceFormat.TextProfile;
    }

    private sealed record MagicBytes(byte[] Bytes, EvidenceFormat Format);
}
