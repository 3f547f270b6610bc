using Unpark.Model;
using Unpark.Readers.Tracebacks.Groups;

namespace Unpark.Readers.Tracebacks.Chunks;

/// <summary>A stretch of whole lines, and what a parser found in it. Chunks are parsed in any order and assembled in the order of the text.</summary>
internal sealed class Chunk
{
    /// <summary>Bytes behind <see cref="End"/> that may be read (not used): vectors load past the last line.</summary>
    public const int Slack = 64;

    public byte[] Text = [];
    public int Start;

    /// <summary>Behind the last line feed; there is always one.</summary>
    public int End;

    /// <summary>Begins at the beginning of the text, or at a goroutine header behind an empty line: a parser needs to know nothing of what came before.</summary>
    public bool StartsFresh;

    /// <summary>Ends behind the empty line between two goroutines.</summary>
    public bool EndsBetweenGoroutines;

    public bool IsLast;

    /// <summary>The last line was longer than the limit; its rest is not in any chunk.</summary>
    public bool EndsInsideLine;

    /// <summary>The last line had no line feed in the evidence.</summary>
    public bool Unterminated;

    public GoroutineRecord[] Records = [];

    /// <summary>0-based line of each record's header in this chunk; negative when it stands in an earlier one.</summary>
    public int[] Lines = [];
    public int Count;
    public int LineCount;

    /// <summary>Number of the first line in the whole text.</summary>
    public long FirstLine;

    /// <summary>There are lines that belong to no goroutine.</summary>
    public bool HasOtherText;

    public List<Mark> Marks { get; } = [];

    /// <summary>In the order of the records.</summary>
    public List<KeptPointers> Pointers { get; } = [];

    /// <summary>By 0-based line.</summary>
    public List<Remark> Remarks { get; } = [];

    /// <summary>Offset of a line that holds a goroutine header behind a log prefix or inside JSON, where the parser stopped; -1 when there is none.</summary>
    public int WrappedAt = -1;

    /// <summary>In text taken out of a log: the number of the log line for each line. Null where the text is the evidence itself.</summary>
    public List<long>? SourceLines;

    /// <summary>In text taken out of a log: the times of lines with headers, by 0-based line.</summary>
    public List<LineTime> Times { get; } = [];

    public ReadOnlySpan<byte> Span => Text.AsSpan(Start, End - Start);

    public bool IsIndependent => StartsFresh && EndsBetweenGoroutines;

    public void Clear()
    {
        Count = LineCount = 0;
        WrappedAt = -1;
        HasOtherText = false;
        Marks.Clear();
        Pointers.Clear();
        Remarks.Clear();
        SourceLines?.Clear();
        Times.Clear();
        StartsFresh = EndsBetweenGoroutines = EndsInsideLine = IsLast = Unterminated = false;
    }

    /// <param name="line">0-based in this chunk.</param>
    public long LineNumber(int line) =>
        SourceLines is null ? FirstLine + line
        : line < SourceLines.Count ? SourceLines[Math.Max(0, line)]
        : SourceLines.Count == 0 ? 0 : SourceLines[^1];

    /// <summary>The time the log says of a line; null when it says none.</summary>
    public DateTimeOffset? TimeOf(int line)
    {
        foreach (var timed in Times)
        {
            if (timed.Line == line) return timed.Time;
        }
        return null;
    }

    public void Add(in GoroutineRecord record, int line)
    {
        if (Count == Records.Length) Grow();
        Records[Count] = record;
        Lines[Count++] = line;
    }

    private void Grow()
    {
        var (records, lines) = (Records, Lines);
        Records = new GoroutineRecord[Math.Max(64, records.Length * 2)];
        Lines = new int[Records.Length];
        records.CopyTo(Records, 0);
        lines.CopyTo(Lines, 0);
    }
}

/// <param name="Record">Index of the goroutine's record.</param>
internal sealed record KeptPointers(int Record, StackPointers Pointers);

/// <summary>Something to tell of a line.</summary>
internal sealed record Remark(int Line, string Message);

/// <summary>When a log says a line was written.</summary>
internal sealed record LineTime(int Line, DateTimeOffset Time);
