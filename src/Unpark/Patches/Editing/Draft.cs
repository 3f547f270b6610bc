using System.Collections.Immutable;
using System.Text;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Statements;
using Unpark.Source;

namespace Unpark.Patches.Editing;

/// <summary>A change of source under way, in the form gofmt gives it as long as the file has that form.</summary>
/// <remarks>What cannot be written so (several statements on one line) spoils the draft, and no patch comes of it.</remarks>
internal sealed class Draft
{
    /// <summary>In new lines: where the comment of the old ones goes.</summary>
    public const string Kept = "\u0001";

    private readonly Dictionary<SourceFile, List<TextChange>> _changes = [];

    private bool _isSpoilt;

    public void Insert(SourceFile file, Pos at, string text) => Add(file, new(at.Offset, 0, text));

    public void Replace(SourceFile file, Node node, string text) => Replace(file, node.Pos, node.End, text);

    public void Replace(SourceFile file, Pos from, Pos to, string text) => Add(file, new(from.Offset, to.Offset - from.Offset, text));

    /// <summary>A statement on lines of its own below another, as deep as that one.</summary>
    /// <param name="text">Lines without their indentation, deeper ones with tabs of their own.</param>
    /// <param name="unindented">Lines behind them that begin at the left edge.</param>
    public void InsertBelow(SourceFile file, Stmt statement, string text, string unindented = "")
    {
        var lines = Indented(text, IndentationAt(file, statement.Pos.Offset)) + (unindented.Length == 0 ? "" : "\n" + unindented);
        Add(file, new(TextEnd(file, statement.End.Offset), 0, WithLineEnds(file, "\n" + lines)));
    }

    /// <summary>The same above another, or above the comment that belongs to it.</summary>
    public void InsertAbove(SourceFile file, Stmt statement, string text)
    {
        var line = LineStart(file, statement.Pos.Offset);
        if (!IsBlank(file, line, statement.Pos.Offset)) _isSpoilt = true;
        var indentation = IndentationAt(file, statement.Pos.Offset);
        Add(file, new(line, 0, WithLineEnds(file, Indented(text, indentation) + "\n")));
    }

    /// <summary>A statement as the first of a block.</summary>
    public void InsertFirst(SourceFile file, BlockStmt block, string text)
    {
        var end = TextEnd(file, block.Lbrace.Offset + 1);
        var indentation = block.List.IsEmpty ? IndentationAt(file, block.Lbrace.Offset) + "\t" : IndentationAt(file, block.List[0].Pos.Offset);
        if (block.Rbrace.IsValid && block.Rbrace.Offset <= end) _isSpoilt = true;
        Add(file, new(end, 0, WithLineEnds(file, "\n" + Indented(text, indentation))));
    }

    /// <summary>Takes a statement away with its lines and the comment behind it, and of the blank lines around it one.</summary>
    public void Remove(SourceFile file, Stmt statement)
    {
        var (start, end) = LinesOf(file, statement);
        if (IsBlankLine(file, end) && (start == 0 || IsBlankLine(file, LineStart(file, start - 1)))) end += BytesOfLine(file, end);
        Add(file, new(start, end - start, ""));
    }

    /// <summary>A statement and its comment, with other lines in their place; <see cref="Kept"/> stands where the comment goes on.</summary>
    public void ReplaceLines(SourceFile file, Stmt statement, string text)
    {
        var comment = CommentBehind(file, statement);
        InsertAbove(file, statement, text.Replace(Kept, comment.Length == 0 ? "" : " " + comment, StringComparison.Ordinal));
        var (start, end) = LinesOf(file, statement);
        Add(file, new(start, end - start, ""));
    }

    /// <returns>The lines that change, whole; null when the draft is spoilt, changes nothing or leaves a file that is not Go.</returns>
    public ImmutableArray<SourceEdit>? Finish()
    {
        var edits = ImmutableArray.CreateBuilder<SourceEdit>();
        foreach (var (file, changes) in _changes)
        {
            List<TextChange> ordered = [.. changes.OrderBy(change => change.Offset)];
            if (_isSpoilt || (EditsOf(FilePart.Around(file, ordered), ordered) ?? EditsOf(FilePart.Whole(file), ordered)) is not { } some) return null;
            edits.AddRange(some);
        }
        return edits.Count == 0 ? null : edits.ToImmutable();
    }

    /// <returns>Null when changes overlap, or leave what is not Go.</returns>
    internal static IEnumerable<SourceEdit>? EditsOf(FilePart part, IReadOnlyList<TextChange> changes)
    {
        if (part.After(changes) is not { } after || (part.File.Syntax.Errors.IsEmpty && !GoParser.Parse(after).Errors.IsEmpty)) return null;
        var (before, text) = (part.Before, Encoding.UTF8.GetString(after));
        var aligned = CommentColumns.Aligned(text, LineDiff.Of(TextLines.Of(before), TextLines.Of(text)));
        return LineEdits.Between(part.File.Path, before, aligned).Select(part.InFile);
    }

    private void Add(SourceFile file, TextChange change)
    {
        if (!_changes.TryGetValue(file, out var changes)) _changes.Add(file, changes = []);
        if (!changes.Contains(change)) changes.Add(change);
    }

    private static string Indented(string text, string indentation) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : indentation + line));

    private string CommentBehind(SourceFile file, Stmt statement) =>
        Encoding.UTF8.GetString(file.Syntax.Source.Bytes.Span[statement.End.Offset..TextEnd(file, statement.End.Offset)].Trim(" \t"u8));

    // The end of the line, behind a comment that stands there; anything else there spoils the draft.
    private int TextEnd(SourceFile file, int from)
    {
        var bytes = file.Syntax.Source.Bytes.Span;
        var length = bytes[from..].IndexOf((byte)'\n');
        var end = length < 0 ? bytes.Length : from + length;
        if (end > from && bytes[end - 1] == '\r') end--;
        var rest = bytes[from..end].Trim(" \t"u8);
        if (!rest.IsEmpty && !rest.StartsWith("//"u8)) _isSpoilt = true;
        return end;
    }

    // From the start of its first line to the start of the line behind it.
    private (int Start, int End) LinesOf(SourceFile file, Stmt statement)
    {
        var start = LineStart(file, statement.Pos.Offset);
        if (!IsBlank(file, start, statement.Pos.Offset)) _isSpoilt = true;
        return (start, Math.Min(TextEnd(file, statement.End.Offset) + LineEnd(file).Length, file.Syntax.Source.Bytes.Length));
    }

    private static int BytesOfLine(SourceFile file, int start) => file.Syntax.Source.Bytes.Span[start..].IndexOf((byte)'\n') + 1;

    private static bool IsBlankLine(SourceFile file, int start) => BytesOfLine(file, start) is > 0 and var length && file.Syntax.Source.Bytes.Span.Slice(start, length).Trim(" \t\r\n"u8).IsEmpty;

    private static int LineStart(SourceFile file, int offset) => file.Syntax.Source.Bytes.Span[..offset].LastIndexOf((byte)'\n') + 1;

    private static bool IsBlank(SourceFile file, int from, int to) => file.Syntax.Source.Bytes.Span[from..to].Trim(" \t"u8).IsEmpty;

    private static string IndentationAt(SourceFile file, int offset)
    {
        var line = file.Syntax.Source.Bytes.Span[LineStart(file, offset)..];
        return Encoding.UTF8.GetString(line[..line.IndexOfAnyExcept((byte)' ', (byte)'\t')]);
    }

    private static string WithLineEnds(SourceFile file, string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", LineEnd(file), StringComparison.Ordinal);

    private static string LineEnd(SourceFile file) => file.Syntax.Source.Bytes.Span.IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
}
