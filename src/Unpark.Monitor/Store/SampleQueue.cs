using System.Threading.Channels;

namespace Unpark.Monitor.Store;

/// <summary>Samples on their way into the store: whatever is there is written at once, so that a slow disk makes transactions larger and not more.</summary>
/// <remarks>While the store fails the queue waits and tries again; when it is full the oldest samples are lost, and counted.</remarks>
internal sealed class SampleQueue : IAsyncDisposable
{
    private const int Room = 20_000, MostAtOnce = 2_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(30);

    private readonly IMonitorStore _store;
    private readonly TimeProvider _time;
    private readonly Channel<CountSample> _samples;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;
    private long _added, _written, _lost;

    public SampleQueue(IMonitorStore store, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _samples = Channel.CreateBounded<CountSample>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Increment(ref _lost));
        _loop = Task.Run(WriteAsync);
    }

    /// <summary>Why the last attempt to write failed; null when it did not.</summary>
    public StoreException? Problem { get; private set; }

    public QueueFigures Figures
    {
        get
        {
            var (written, lost) = (Interlocked.Read(ref _written), Interlocked.Read(ref _lost));
            return new(written, lost, Interlocked.Read(ref _added) - written - lost);
        }
    }

    public void Add(CountSample sample)
    {
        Interlocked.Increment(ref _added);
        if (!_samples.Writer.TryWrite(sample)) Interlocked.Increment(ref _lost);
    }

    /// <summary>Writes what is there, if the store lets it.</summary>
    public async ValueTask DisposeAsync()
    {
        _samples.Writer.Complete();
        if (Problem is not null) await _end.CancelAsync();
        await _loop;
        _end.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<CountSample>();
        while (await _samples.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < MostAtOnce && _samples.Reader.TryRead(out var sample)) batch.Add(sample);
            await WriteAsync(batch);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<CountSample> batch)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await _store.AppendAsync(batch, CancellationToken.None);
                Interlocked.Add(ref _written, batch.Count);
                Problem = null;
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // A fault of ours must not end the writing for ever.
                Problem = e as StoreException ?? new($"the store fails in a way that is a fault in unpark, please report it: {e}", e);
                if (_end.IsCancellationRequested)
                {
                    Interlocked.Add(ref _lost, batch.Count);
                    return;
                }
            }
            await Task.Delay(pause, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <param name="Lost">Samples that the store could not take in time.</param>
/// <param name="Waiting">Samples that are not written yet.</param>
public readonly record struct QueueFigures(long Written, long Lost, long Waiting);
