using Unpark.Model;

namespace Unpark.Readers.Tracebacks.Chunks;

/// <summary>Threads that parse independent chunks. None is started before the first chunk.</summary>
/// <param name="newParser">Makes each thread a parser of its own.</param>
internal sealed class ChunkWorkers(int count, Func<Action<Chunk>> newParser) : IDisposable
{
    private readonly Queue<Chunk> _waiting = new();
    private readonly HashSet<Chunk> _unfinished = [];
    private readonly List<Thread> _threads = [];
    private Exception? _failure;
    private bool _closed;

    /// <returns>False when enough chunks wait already: the caller parses this one itself.</returns>
    public bool TryGive(Chunk chunk)
    {
        lock (_waiting)
        {
            if (_waiting.Count >= count * 2) return false;
            _waiting.Enqueue(chunk);
            _unfinished.Add(chunk);
            Monitor.PulseAll(_waiting);
        }
        while (_threads.Count < count) StartThread();
        return true;
    }

    public bool IsFinished(Chunk chunk)
    {
        lock (_waiting) return !_unfinished.Contains(chunk);
    }

    public void WaitFor(Chunk chunk)
    {
        lock (_waiting)
        {
            while (_unfinished.Contains(chunk) && _failure is null) Monitor.Wait(_waiting);
            if (_failure is not null) throw new InvalidOperationException("A chunk could not be parsed.", _failure);
        }
    }

    public void Dispose()
    {
        lock (_waiting)
        {
            _closed = true;
            _waiting.Clear();
            Monitor.PulseAll(_waiting);
        }
        foreach (var thread in _threads) thread.Join();
    }

    private void StartThread()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = "unpark traceback parser" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Work()
    {
        var parse = newParser();
        while (TryTake(out var chunk))
        {
            Exception? failure = null;
            try
            {
                parse(chunk);
            }
            catch (Exception cause)
            {
                failure = cause;
            }
            lock (_waiting)
            {
                _failure ??= failure;
                _unfinished.Remove(chunk);
                Monitor.PulseAll(_waiting);
            }
        }
    }

    private bool TryTake(out Chunk chunk)
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_closed) Monitor.Wait(_waiting);
            return _waiting.TryDequeue(out chunk!);
        }
    }
}
