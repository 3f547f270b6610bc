using Unpark.Readers.Logs;
using Unpark.Readers.Tracebacks.Chunks;

namespace Unpark.Readers.Tracebacks;

/// <summary>The text of one program out of a log, gathered into chunks, parsed and assembled.</summary>
internal sealed class UnwrappedText(TracebackParser parser, SnapshotAssembler assembler) : LogSink
{
    private const int ChunkSize = 256 << 10;

    private readonly Chunk _chunk = new() { SourceLines = [] };
    private int _lineStart;
    private bool _ends;

    public SnapshotAssembler Assembler => assembler;

    public override void Append(ReadOnlySpan<byte> text, bool isPiece, ReadOnlySpan<byte> line, long number)
    {
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Write(text[..end]);
            EndLine(line, number);
            text = text[(end + 1)..];
            if (text.IsEmpty) return;
        }
        Write(text);
        if (!isPiece) EndLine(line, number);
    }

    public override void Finish(bool unterminated)
    {
        _ends = true;
        if (_chunk.End > _lineStart) EndLine(default, 0);
        _chunk.Unterminated = unterminated;
        Flush();
        assembler.Finish(total: 0);
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        var needed = _chunk.End + text.Length + 1 + Chunk.Slack;
        if (_chunk.Text.Length < needed) Array.Resize(ref _chunk.Text, Math.Max(needed, _chunk.Text.Length * 2));
        text.CopyTo(_chunk.Text.AsSpan(_chunk.End));
        _chunk.End += text.Length;
    }

    private void EndLine(ReadOnlySpan<byte> line, long number)
    {
        Write(default);
        StripMessage();
        var text = _chunk.Text.AsSpan(_lineStart, _chunk.End - _lineStart);
        if (text.StartsWith(WrappedHeader.Opening) && LogTime.FirstIn(line) is { } time) _chunk.Times.Add(new(_chunk.SourceLines!.Count, time));
        _chunk.Text[_chunk.End++] = (byte)'\n';
        _chunk.SourceLines!.Add(number);
        _lineStart = _chunk.End;
        if (_chunk.End >= ChunkSize && !_ends) Flush();
    }

    // "recovered: boom goroutine 17 [running]:": the program logged the dump behind words of its own.
    private void StripMessage()
    {
        var text = _chunk.Text.AsSpan(_lineStart, _chunk.End - _lineStart);
        if (text is [(byte)'\t', ..]) return;
        var header = WrappedHeader.IndexIn(text);
        if (header <= 0) return;
        text[header..].CopyTo(text);
        _chunk.End -= header;
    }

    private void Flush()
    {
        _chunk.IsLast = _ends;
        parser.Parse(_chunk);
        assembler.Add(_chunk);
        var unterminated = _chunk.Unterminated;
        _chunk.Clear();
        _chunk.Unterminated = unterminated;
        _chunk.End = _lineStart = 0;
    }
}
