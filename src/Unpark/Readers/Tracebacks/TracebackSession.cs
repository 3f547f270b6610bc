using System.Collections.Immutable;
using Unpark.Model;
using Unpark.Readers.Logs;
using Unpark.Readers.Races;
using Unpark.Readers.Tracebacks.Chunks;
using Unpark.Readers.Tracebacks.Groups;

namespace Unpark.Readers.Tracebacks;

/// <summary>One text from its first to its last byte: who parses which chunk, and in which order the results are put together.</summary>
internal sealed class TracebackSession : IDisposable
{
    private readonly string _source;
    private readonly ReaderLimits _limits;
    private readonly GroupTable _table;
    private readonly DiagnosticList _diagnostics;
    private readonly SnapshotAssembler _assembler;
    private readonly ChunkReader _reader;
    private readonly TracebackParser _parser;
    private readonly ChunkWorkers _workers;
    private readonly RaceReader _races;

    /// <summary>Parsed or being parsed, not yet put together; in the order of the text.</summary>
    private readonly Queue<Chunk> _pending = new();
    private readonly List<SnapshotAssembler> _assemblers = [];
    private readonly RecentLines _recent = new();
    private LogUnwrapper? _unwrapper;
    private long _lines;

    public TracebackSession(Stream bytes, string source, ReaderLimits limits, int blockSize)
    {
        (_source, _limits) = (source, limits);
        _table = new(limits);
        _diagnostics = new(source, limits);
        _assembler = new(source, limits, _diagnostics);
        _assemblers.Add(_assembler);
        _reader = new(bytes, limits, blockSize);
        _parser = NewParser();
        _workers = new(limits.Threads - 1, () => NewParser().Parse);
        _races = new(source, limits);
    }

    public Reading Read(CancellationToken cancellation)
    {
        while (_reader.TryRead(out var chunk))
        {
            cancellation.ThrowIfCancellationRequested();
            if (_unwrapper is null) Take(chunk);
            else Unwrap(chunk);
        }
        return Result();
    }

    public void Dispose()
    {
        _workers.Dispose();
        _reader.Dispose();
    }

    private TracebackParser NewParser() => new(_table, _limits) { FindsWrapped = true };

    private void Take(Chunk chunk)
    {
        if (!chunk.IsIndependent || !_workers.TryGive(chunk)) _parser.Parse(chunk);
        _pending.Enqueue(chunk);
        AssembleFinished(mayWait: chunk.IsLast || chunk.WrappedAt >= 0 || _pending.Count > _limits.Threads * 4);
    }

    private void AssembleFinished(bool mayWait)
    {
        while (_pending.TryPeek(out var chunk))
        {
            // Whoever has begun to unwrap takes what comes next from the reader: nothing may be left waiting before it.
            if (mayWait || _unwrapper is not null) _workers.WaitFor(chunk);
            else if (!_workers.IsFinished(chunk)) return;
            _pending.Dequeue();
            if (_unwrapper is null) Assemble(chunk);
            else Unwrap(chunk);
        }
    }

    private void Assemble(Chunk chunk)
    {
        chunk.FirstLine = _lines + 1;
        var parsed = chunk.WrappedAt < 0 ? chunk.Span : chunk.Text.AsSpan(chunk.Start, chunk.WrappedAt - chunk.Start);
        _assembler.Add(chunk);
        FindRaces(parsed, chunk);
        _lines += chunk.LineCount;
        if (chunk.HasOtherText) Remember(parsed);
        if (chunk.WrappedAt >= 0) BeginUnwrapping(chunk);
        else _reader.Return(chunk);
    }

    // The pure dump pays nothing.
    private void FindRaces(ReadOnlySpan<byte> text, Chunk chunk)
    {
        if (chunk.HasOtherText || _races.InReport) _races.Read(text, chunk.FirstLine);
    }

    // From here on the text is read by one thread: what a line means depends on the lines before it.
    private void BeginUnwrapping(Chunk chunk)
    {
        var parser = chunk.IsIndependent ? NewParser() : _parser;
        parser.FindsWrapped = false;
        _unwrapper = new(new UnwrappedText(parser, _assembler), NewProgram, _recent);
        chunk.Start = chunk.WrappedAt;
        Unwrap(chunk);
    }

    private UnwrappedText NewProgram()
    {
        var assembler = new SnapshotAssembler(_source, _limits, _diagnostics);
        _assemblers.Add(assembler);
        return new(new(_table, _limits), assembler);
    }

    private void Unwrap(Chunk chunk)
    {
        _races.Read(chunk.Span, _lines + 1);
        _lines += _unwrapper!.Take(chunk.Span, _lines + 1);
        if (chunk.EndsInsideLine) _diagnostics.Add($"line {_lines}", $"line longer than {_limits.MaxLine} bytes (ReaderLimits.MaxLine); its rest is left out");
        if (chunk.IsLast) _unwrapper.Finish(chunk.Unterminated);
        _reader.Return(chunk);
    }

    // The end of what was read: the beginning of a crash stands above its first goroutine.
    private void Remember(ReadOnlySpan<byte> text)
    {
        if (text.Length > RecentLines.Capacity / 2)
        {
            text = text[^(RecentLines.Capacity / 2)..];
            text = text[(text.IndexOf((byte)'\n') + 1)..];
        }
        _recent.Add(text, _lines - text.Count((byte)'\n') + 1);
    }

    private Reading Result()
    {
        var races = _races.Finish();
        if (_unwrapper is null) _assembler.Finish(_reader.Total);
        if (_reader.HitLimit) _diagnostics.Add(null, $"longer than {_limits.MaxBytes} bytes (ReaderLimits.MaxBytes); the rest is left out");
        if (_table.Overflowed) _diagnostics.Add(null, $"more than {_limits.MaxGroups} distinct stacks (ReaderLimits.MaxGroups); goroutines with further ones are counted as one group without a stack");
        if (_assemblers.Exists(assembler => assembler.Snapshots.Any(snapshot => snapshot.LostNumbers)))
            _diagnostics.Add(null, $"more than {_limits.MaxGoroutines} goroutines (ReaderLimits.MaxGoroutines); further ones are counted, without number and age");
        ImmutableArray<Snapshot> snapshots =
        [
            .. _assemblers.SelectMany(assembler => assembler.Snapshots).OrderBy(snapshot => snapshot.Line)
                .Take(_limits.MaxSnapshots).Select(snapshot => snapshot.Build(_table)),
        ];
        if (snapshots.IsEmpty && races.Races.IsEmpty)
            _diagnostics.Add(null, $"expected a goroutine dump, a panic, a fatal error or a race report of a Go program, found none in {_lines} lines of text", fatal: true);
        return new()
        {
            Source = _source,
            Format = Format(snapshots, races.Races.Length),
            Snapshots = snapshots,
            Races = races.Races,
            RacesCounted = races.Counted,
            ExitStatus = races.ExitStatus,
            Diagnostics = [.. _diagnostics.ToImmutable(), .. races.Diagnostics],
        };
    }

    private static string Format(ImmutableArray<Snapshot> snapshots, int races) => races switch
    {
        0 => Format(snapshots),
        _ when snapshots.IsEmpty => $"log with {Count(races, "race report")}",
        _ => $"{Format(snapshots)} and {Count(races, "race report")}",
    };

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Format(ImmutableArray<Snapshot> snapshots) => snapshots switch
    {
        [] => "text without goroutines",
        [{ Crash: null, Line: 1 }] => "goroutine dump",
        [{ Crash: not null, Line: 1 }] => "crash text",
        [_] => "log with 1 dump",
        _ => $"log with {snapshots.Length} dumps",
    };
}
