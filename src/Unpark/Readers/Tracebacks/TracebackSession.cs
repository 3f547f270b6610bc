using System.Collections.Immutable;
using Unpark.Model;
using Unpark.Readers.Races;

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
    private long _lines;

    public TracebackSession(Stream bytes, string source, ReaderLimits limits, int blockSize)
    {
        (_source, _limits) = (source, limits);
        _table = new(limits);
        _diagnostics = new(source, limits);
        _assembler = new(source, limits, _diagnostics);
        _reader = new(bytes, limits, blockSize);
        _parser = NewParser();
        _workers = new(limits.Threads - 1, NewParser);
        _races = new(source, limits);
    }

    public Reading Read(CancellationToken cancellation)
    {
        while (_reader.TryRead(out var chunk))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!chunk.IsIndependent || !_workers.TryGive(chunk)) _parser.Parse(chunk);
            _pending.Enqueue(chunk);
            AssembleFinished(mayWait: chunk.IsLast || _pending.Count > _limits.Threads * 4);
        }
        return Result();
    }

    public void Dispose()
    {
        _workers.Dispose();
        _reader.Dispose();
    }

    private TracebackParser NewParser() => new(_table, _limits, findWrapped: false);

    private void AssembleFinished(bool mayWait)
    {
        while (_pending.TryPeek(out var chunk))
        {
            if (mayWait) _workers.WaitFor(chunk);
            else if (!_workers.IsFinished(chunk)) return;
            _pending.Dequeue();
            chunk.FirstLine = _lines + 1;
            _assembler.Add(chunk);
            FindRaces(chunk);
            _lines += chunk.LineCount;
            _reader.Return(chunk);
        }
    }

    // Nothing but goroutines leaves no marks: the pure dump pays nothing.
    private void FindRaces(Chunk chunk)
    {
        if (chunk.Marks.Count > 0 || _races.InReport) _races.Read(chunk.Span, chunk.FirstLine);
    }

    private Reading Result()
    {
        var races = _races.Finish();
        _assembler.Finish(_reader.Total);
        if (_reader.HitLimit) _diagnostics.Add(null, $"longer than {_limits.MaxBytes} bytes (ReaderLimits.MaxBytes); the rest is left out");
        if (_table.Overflowed) _diagnostics.Add(null, $"more than {_limits.MaxGroups} distinct stacks (ReaderLimits.MaxGroups); goroutines with further ones are counted as one group without a stack");
        ImmutableArray<Snapshot> snapshots = [.. _assembler.Snapshots.OrderBy(snapshot => snapshot.Line).Select(snapshot => snapshot.Build(_table))];
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
