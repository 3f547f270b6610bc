using System.Net;
using System.Threading.Channels;
using Unpark.Collectors;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;
using Unpark.Monitor.Verdicts;

namespace Unpark.Monitor.Alerts;

/// <summary>Tells receivers: Alertmanager again and again what is there, so that it resolves what is told no more; webhooks each event once.</summary>
/// <remarks>Receivers that fail are asked again and hold nobody up; what they could not be told is counted.</remarks>
internal sealed class AlertSender : IAsyncDisposable
{
    private const int Attempts = 4, Room = 1000;

    /// <summary>An alert holds for so many times the interval at which it is repeated: one lost message resolves nothing.</summary>
    private const int Repeats = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<FindingChange> _events;
    private readonly Dictionary<(string Service, string Fingerprint), FindingRecord> _there = [];
    private readonly Lock _gate = new();
    private readonly Task _repeating, _telling;
    private AlertSettings _settings;
    private long _sent, _failed;

    public AlertSender(AlertSettings settings, IEnumerable<FindingRecord> known, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _events = Channel.CreateBounded<FindingChange>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Increment(ref _failed));
        foreach (var record in known.Where(record => record.IsThere)) _there[(record.Service, record.Fingerprint)] = record;
        _repeating = Task.Run(RepeatAsync);
        _telling = Task.Run(TellAsync);
    }

    /// <summary>Why a receiver could not be told the last time; null when all could.</summary>
    public string? Problem { get; private set; }

    public AlertFigures Figures => new(Interlocked.Read(ref _sent), Interlocked.Read(ref _failed));

    public void Use(AlertSettings settings) => _settings = settings;

    public void Add(FindingChange change)
    {
        lock (_gate)
        {
            var key = (change.Record.Service, change.Record.Fingerprint);
            if (change.Record.IsThere) _there[key] = change.Record;
            else _there.Remove(key);
        }
        if (change.Event is not null) _events.Writer.TryWrite(change);
    }

    /// <summary>What is not told yet is told, with one attempt.</summary>
    public async ValueTask DisposeAsync()
    {
        _events.Writer.Complete();
        await _end.CancelAsync();
        await _repeating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _telling;
        _end.Dispose();
    }

    private async Task RepeatAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(_settings.Resend, _time, _end.Token);
            List<Alert> alerts;
            lock (_gate) alerts = [.. _there.Values.Select(record => Alert.Of(record, _settings, Until))];
            if (alerts.Count > 0) await SendAsync(alerts);
        }
    }

    private DateTimeOffset Until => _time.GetUtcNow() + (Repeats * _settings.Resend);

    private async Task TellAsync()
    {
        await foreach (var change in _events.Reader.ReadAllAsync(CancellationToken.None))
        {
            var record = change.Record;
            await SendAsync([Alert.Of(record, _settings, record.IsThere ? Until : change.Event!.At)]);
            var url = Alert.UrlOf(record, _settings);
            foreach (var webhook in _settings.Webhooks)
            {
                await PostAsync(webhook.Receiver, webhook.Receiver.Address, AlertJson.OfEvent(webhook.Format, change.Event!, record, url));
            }
        }
    }

    private async Task SendAsync(IReadOnlyList<Alert> alerts)
    {
        var body = AlertJson.OfAlerts(alerts);
        foreach (var receiver in _settings.Alertmanagers) await PostAsync(receiver, AlertsOf(receiver.Address), body);
    }

    // "http://alerts:9093" and "http://host/alertmanager/" both name the root.
    private static Uri AlertsOf(Uri root) => new($"{root.GetLeftPart(UriPartial.Path).TrimEnd('/')}/api/v2/alerts");

    private async Task PostAsync(Receiver receiver, Uri address, byte[] body)
    {
        using var poster = new Poster(receiver);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await poster.PostAsync(address, body);
                Interlocked.Increment(ref _sent);
                Problem = null;
                return;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or TargetException)
            {
                // The path of a webhook is its secret.
                Problem = $"{address.Authority}: could not be told of findings: {(e is OperationCanceledException ? "no answer in time" : e.Message.TrimEnd('.'))}";
                var isFinal = e is HttpRequestException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests };
                if (isFinal || attempt == Attempts || _end.IsCancellationRequested)
                {
                    Interlocked.Increment(ref _failed);
                    return;
                }
            }
            await Task.Delay(FirstPause * (1 << attempt), _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <param name="Sent">Messages that receivers took.</param>
/// <param name="Failed">Messages that nobody took after several attempts.</param>
public readonly record struct AlertFigures(long Sent, long Failed);
