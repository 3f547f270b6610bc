using System.Net;
using Unpark.Knowledge.Frames;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Collectors.Http;

/// <summary>Asks a target for its index page and its profiles, and reads what comes.</summary>
internal sealed class PprofClient(Target target, ReaderLimits limits, TimeProvider? time = null) : IDisposable
{
    private readonly TargetConnection _connection = new(target, time);
    private List<Uri> _indexes = [.. target.Indexes];

    public Target Target => target;

    public TimeProvider Time => _connection.Time;

    /// <summary>Told of each profile that could be read.</summary>
    public Action<TakenProfile>? Taken { get; set; }

    /// <summary>Null when the program serves no index page; its profiles may be there all the same.</summary>
    /// <exception cref="TargetException">The target cannot be reached or does not let in.</exception>
    public async Task<(IndexPage Page, DateTimeOffset At)?> IndexAsync(CancellationToken cancellation)
    {
        foreach (var address in _indexes)
        {
            var answer = await _connection.GetAsync(address, cancellation: cancellation);
            if (answer.IsSuccess && IndexPage.TryRead(answer.Body) is { } page)
            {
                _indexes = [address];
                return (page, answer.At);
            }
            if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.NotFound))
                throw new TargetException(target.Name, AnswerFailure.Of(answer, "the index page of net/http/pprof")!);
        }
        return null;
    }

    /// <param name="profile">With its query: "goroutine?debug=2".</param>
    /// <param name="kind">What is expected, in words: "a goroutine profile".</param>
    /// <param name="expected">How long the target is busy with it, as predicted.</param>
    /// <exception cref="TargetException">No answer, or one that is no evidence.</exception>
    public async Task<TakenProfile> TakeAsync(string profile, string kind, TimeSpan expected, CancellationToken cancellation)
    {
        Answer answer;
        for (var i = 0; ; i++)
        {
            answer = await _connection.GetAsync(new Uri(_indexes[i], profile), expected, cancellation);
            if (answer.Status != HttpStatusCode.NotFound || answer.HasPprofMark || i + 1 == _indexes.Count) break;
        }
        return Read(answer, kind, cancellation);
    }

    /// <summary>The one profile the address names.</summary>
    public async Task<TakenProfile> TakeNamedAsync(string profile, TimeSpan expected, CancellationToken cancellation) =>
        Read(await _connection.GetAsync(new Uri(target.Root, $"{target.Path}/{profile}"), expected, cancellation), "a profile", cancellation);

    public void Dispose() => _connection.Dispose();

    private TakenProfile Read(Answer answer, string kind, CancellationToken cancellation)
    {
        if (AnswerFailure.Of(answer, kind) is { } failure)
            throw new TargetException(target.Name, failure) { IsAbsent = answer.Status == HttpStatusCode.NotFound };
        var reading = EvidenceReader.Read(new MemoryStream(answer.Body), SourceOf(answer.Address), limits, cancellation);
        if (reading.Snapshots.IsEmpty && reading.Profile is null && reading.Races.IsEmpty)
            throw new TargetException(target.Name, $"gave something else than {kind} at {answer.Address.AbsolutePath}: {reading.Diagnostics.FirstOrDefault()?.Message ?? reading.Format}");
        var taken = new TakenProfile(Stamped(reading, answer), answer.Took, answer.Body);
        Taken?.Invoke(taken);
        return taken;
    }

    private Reading Stamped(Reading reading, Answer answer) => reading with
    {
        Snapshots = [.. reading.Snapshots.Select(snapshot => GoVersionInPath.AddTo(snapshot with { TakenAt = snapshot.TakenAt ?? answer.At }))],
        Diagnostics = answer.Cut
            ? reading.Diagnostics.Add(new(reading.Source, null, $"the answer exceeds {Words.Of(target.MaxBytes)} bytes (Target.MaxBytes); the rest is left out"))
            : reading.Diagnostics,
    };

    // Of the query only what net/http/pprof understands is printed: the rest may be a secret.
    private string SourceOf(Uri address)
    {
        var query = address.Query.TrimStart('?').Split('&').Where(part => part.StartsWith("debug=", StringComparison.Ordinal) || part.StartsWith("seconds=", StringComparison.Ordinal));
        var shown = string.Join('&', query);
        var root = target.Socket is null ? target.Root.GetLeftPart(UriPartial.Authority) : target.Name;
        return root + address.AbsolutePath + (shown.Length == 0 ? "" : "?" + shown);
    }
}

/// <param name="Took">From the request to the last byte of the answer.</param>
/// <param name="Body">The answer as it came.</param>
internal sealed record TakenProfile(Reading Reading, TimeSpan Took, byte[] Body)
{
    public Snapshot? Snapshot => Reading.Snapshots.IsEmpty ? null : Reading.Snapshots[0];
}
