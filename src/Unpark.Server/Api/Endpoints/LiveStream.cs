using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Unpark.Monitor;
using Unpark.Monitor.Store;
using Unpark.Server.Access;
using Unpark.Server.Api.Answers;

namespace Unpark.Server.Api.Endpoints;

/// <summary>Tells one browser what happens as it happens. One that reads too slowly misses the oldest messages, not the newest.</summary>
internal sealed class LiveStream : IDisposable
{
    private const int Room = 256;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15), LooksApart = TimeSpan.FromSeconds(1);

    private static int _open;

    private readonly FleetMonitor _monitor;
    private readonly Channel<string> _messages = Channel.CreateBounded<string>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly ConcurrentDictionary<string, long> _told = new(StringComparer.Ordinal);

    private LiveStream(FleetMonitor monitor)
    {
        _monitor = monitor;
        monitor.Happened += TellHappened;
        monitor.Looked += TellLooked;
    }

    public static async Task RunAsync(ApiCall call)
    {
        if (Interlocked.Increment(ref _open) > Limits.Streams)
        {
            Interlocked.Decrement(ref _open);
            throw new RefusalException(StatusCodes.Status503ServiceUnavailable, $"{Limits.Streams} browsers are told live already");
        }
        try
        {
            using var stream = new LiveStream(call.Monitor);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, call.Ending);
            call.Http.Response.ContentType = "text/event-stream";
            await stream.WriteAsync(call.Http.Response, end.Token);
        }
        catch (OperationCanceledException) when (call.Ending.IsCancellationRequested)
        {
            // The answer ends with the server.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    public void Dispose()
    {
        _monitor.Happened -= TellHappened;
        _monitor.Looked -= TellLooked;
    }

    private async Task WriteAsync(HttpResponse response, CancellationToken end)
    {
        await response.WriteAsync(": unpark\n\n", end);
        await response.Body.FlushAsync(end);
        var waiting = _messages.Reader.WaitToReadAsync(end).AsTask();
        while (true)
        {
            // A comment now and then shows both sides that the other is there.
            if (await Task.WhenAny(waiting, Task.Delay(Silence, end)) != waiting) await response.WriteAsync(":\n\n", end);
            else
            {
                await waiting;
                while (_messages.Reader.TryRead(out var message)) await response.WriteAsync(message, end);
                waiting = _messages.Reader.WaitToReadAsync(end).AsTask();
            }
            end.ThrowIfCancellationRequested();
            await response.Body.FlushAsync(end);
        }
    }

    private void TellHappened(MonitorEvent happened) => Tell("happened", EventAnswer.Of(happened), ApiJson.Default.EventAnswer);

    private void TellLooked(TargetState state)
    {
        var now = _monitor.Time.GetTimestamp();
        var before = _told.GetOrAdd(state.Target.Service, long.MinValue);
        if (before != long.MinValue && _monitor.Time.GetElapsedTime(before, now) < LooksApart) return;
        _told[state.Target.Service] = now;
        Tell("looked", LookedAnswer.Of(state), ApiJson.Default.LookedAnswer);
    }

    private void Tell<T>(string name, T message, JsonTypeInfo<T> form) => _messages.Writer.TryWrite($"event: {name}\ndata: {JsonSerializer.Serialize(message, form)}\n\n");
}
