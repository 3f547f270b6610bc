using System.Collections.Immutable;

namespace Unpark.Monitor.Targets.Discovery;

/// <summary>Asks one source again and again and remembers its last good answer.</summary>
internal sealed class SourceWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _loop;

    public SourceWatch(DiscoverySource source, TimeProvider time, Action changed)
    {
        Source = source;
        _loop = Task.Run(() => AskAsync(time, changed));
    }

    public DiscoverySource Source { get; }

    public ImmutableArray<TargetGroup> Found { get; private set; } = [];

    /// <summary>Why the last answer was none; null when it was one.</summary>
    public string? Problem { get; private set; }

    /// <summary>Ends when the source was asked for the first time, whatever it said.</summary>
    public Task FirstAnswer => _first.Task;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AskAsync(TimeProvider time, Action changed)
    {
        while (true)
        {
            try
            {
                (Found, Problem) = (await Source.FindAsync(time, _end.Token), null);
            }
            catch (DiscoveryException e)
            {
                Problem = e.Message;
            }
            changed();
            _first.TrySetResult();
            await Task.Delay(Source.RefreshInterval, time, _end.Token);
        }
    }
}
