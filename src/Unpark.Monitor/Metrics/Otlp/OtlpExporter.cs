using Unpark.Collectors;
using Unpark.Monitor.Alerts;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;

namespace Unpark.Monitor.Metrics.Otlp;

/// <summary>Sends metrics to a receiver of OTLP again and again. What it does not take is not kept: the next message says the same, newer.</summary>
internal sealed class OtlpExporter : IAsyncDisposable
{
    private const string ContentType = "application/x-protobuf";

    private readonly Func<IEnumerable<Metric>> _metrics;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _began;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OtlpSettings? _settings;

    /// <param name="settings">Null: nobody wants them.</param>
    public OtlpExporter(Func<IEnumerable<Metric>> metrics, OtlpSettings? settings, TimeProvider time)
    {
        (_metrics, _settings, _time, _began) = (metrics, settings, time, time.GetUtcNow());
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Why the last message was not taken; null when it was.</summary>
    public string? Problem { get; private set; }

    public void Use(OtlpSettings? settings)
    {
        _settings = settings;
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (_settings is null) Problem = null;
            var pause = _settings is { } settings ? Task.Delay(settings.Interval, _time, _end.Token) : Task.Delay(Timeout.Infinite, _end.Token);
            await (await Task.WhenAny(pause, changed));
            if (_settings is { } now) await SendAsync(now);
        }
    }

    private async Task SendAsync(OtlpSettings settings)
    {
        try
        {
            using var poster = new Poster(settings.Receiver);
            await poster.PostAsync(settings.Address, OtlpMessage.Of(_metrics(), _began, _time.GetUtcNow()), ContentType);
            Problem = null;
        }
        catch (Exception e) when (e is HttpRequestException or TargetException || (e is OperationCanceledException && !_end.IsCancellationRequested))
        {
            Problem = $"{settings.Address.Authority}: did not take the metrics (otlp): {(e is OperationCanceledException ? "no answer in time" : e.Message.TrimEnd('.'))}";
        }
    }
}
