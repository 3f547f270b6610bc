using System.Text;
using Unpark.Findings;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;
using Unpark.Source;

namespace Unpark.Patches.Editing;

/// <summary>What of a file a draft looks at: the declarations that it changes, or everything.</summary>
/// <remarks>Most files are long and most changes small. Between declarations, imports and files that are no Go count as a whole.</remarks>
/// <param name="Start">In bytes, where a line begins.</param>
/// <param name="End">Behind the end of a line.</param>
internal readonly record struct FilePart(SourceFile File, int Start, int End)
{
    /// <summary>Stands before declarations without their file.</summary>
    private static ReadOnlySpan<byte> Clause => "package p\n"u8;

    private ReadOnlySpan<byte> Bytes => File.Syntax.Source.Bytes.Span;

    private ReadOnlySpan<byte> Head => IsWhole ? default : Clause;

    public bool IsWhole => Start == 0;

    public static FilePart Whole(SourceFile file) => new(file, 0, file.Syntax.Source.Bytes.Length);

    /// <param name="changes">In the order of the file.</param>
    public static FilePart Around(SourceFile file, IReadOnlyList<TextChange> changes)
    {
        if (DeclAt(file, changes[0].Offset) is not { } first || DeclAt(file, changes[^1].End) is not { } last || !file.Syntax.Errors.IsEmpty) return Whole(file);
        var bytes = file.Syntax.Source.Bytes.Span;
        var (start, end) = (LineStart(bytes, first.Pos.Offset), LineEnd(bytes, last.End.Offset));
        // Comments behind the lines next to it stand in one column with its own.
        while (start > 0 && LineStart(bytes, start - 1) is var above && HasComment(bytes[above..start])) start = above;
        while (end < bytes.Length && LineEnd(bytes, end) is var below && HasComment(bytes[end..below])) end = below;
        return new(file, start, end);
    }

    public string Before => Encoding.UTF8.GetString([.. Head, .. Bytes[Start..End]]);

    /// <summary>The part with the changes made, behind a package clause.</summary>
    /// <returns>Null when they overlap.</returns>
    public byte[]? After(IEnumerable<TextChange> changes)
    {
        var after = new MemoryStream();
        after.Write(Head);
        var at = Start;
        foreach (var change in changes)
        {
            if (change.Offset < at) return null;
            after.Write(Bytes[at..change.Offset]);
            after.Write(Encoding.UTF8.GetBytes(change.NewText));
            at = change.End;
        }
        after.Write(Bytes[at..End]);
        return after.ToArray();
    }

    /// <summary>An edit of this part as one of the file.</summary>
    public SourceEdit InFile(SourceEdit edit)
    {
        if (IsWhole) return edit;
        var (bytes, lines) = (Start - Clause.Length, File.Syntax.Source.LineOf(new(Start)) - 2);
        return edit with { Start = Moved(edit.Start), End = Moved(edit.End) };

        EditPoint Moved(EditPoint point) => point with { Offset = point.Offset + bytes, Line = point.Line + lines };
    }

    private static Decl? DeclAt(SourceFile file, int offset) => file.Syntax.DeclAt(new(offset)) is var decl and not GenDecl { Tok: Token.Import } ? decl : null;

    private static bool HasComment(ReadOnlySpan<byte> line) => line.IndexOf("//"u8) >= 0 || line.IndexOf("/*"u8) >= 0;

    private static int LineStart(ReadOnlySpan<byte> bytes, int offset) => bytes[..offset].LastIndexOf((byte)'\n') + 1;

    private static int LineEnd(ReadOnlySpan<byte> bytes, int offset) => bytes[offset..].IndexOf((byte)'\n') is >= 0 and var length ? offset + length + 1 : bytes.Length;
}
