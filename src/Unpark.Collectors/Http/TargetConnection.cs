using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Unpark.Knowledge.Profiles;

namespace Unpark.Collectors.Http;

/// <summary>Asks one target one thing at a time, over one connection.</summary>
internal sealed class TargetConnection : IDisposable
{
    private const int MaxRedirects = 5;
    private static readonly TimeSpan FirstRetryAfter = TimeSpan.FromMilliseconds(200);
    private static readonly ProductInfoHeaderValue Agent = new("unpark", typeof(TargetConnection).Assembly.GetName().Version?.ToString(3));

    private readonly Target _target;
    private readonly TimeProvider _time;
    private readonly TransportHandler _handler;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _one = new(1);

    /// <exception cref="TargetException">A certificate file cannot be used.</exception>
    public TargetConnection(Target target, TimeProvider? time = null)
    {
        _target = target;
        _time = time ?? TimeProvider.System;
        _handler = new TransportHandler(target);
        _http = new HttpClient(_handler.Handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public TimeProvider Time => _time;

    /// <summary>Any answer, whatever its status; redirects within the host are followed.</summary>
    /// <param name="expected">How long the target may think before it answers, above its usual time-out.</param>
    /// <exception cref="TargetException">No answer came.</exception>
    public async Task<Answer> GetAsync(Uri address, TimeSpan expected = default, CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var answer = await GetOneAsync(address, expected, cancellation);
            for (var hop = 0; hop < MaxRedirects && answer.RedirectedTo is { } next && MayFollow(address, next); hop++)
                answer = await GetOneAsync(next, expected, cancellation) with { Address = address, RedirectedTo = next };
            return answer;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
        _one.Dispose();
    }

    // Credentials go to the host that was named and nowhere else, and never from TLS to plain text.
    private static bool MayFollow(Uri from, Uri to) =>
        from.Host == to.Host && (from.Scheme == to.Scheme || to.Scheme == Uri.UriSchemeHttps);

    private async Task<Answer> GetOneAsync(Uri address, TimeSpan expected, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await AskAsync(address, _target.AnswerTimeout + expected, cancellation);
            }
            catch (HttpRequestException e) when (attempt < _target.Retries && IsConnectionError(e))
            {
                await Task.Delay(FirstRetryAfter * (1 << attempt), _time, cancellation);
            }
            catch (HttpRequestException e)
            {
                throw TransportFailure.Of(_target, _handler, e);
            }
            catch (IOException e)
            {
                throw TransportFailure.OfBrokenAnswer(_target, e);
            }
        }
    }

    private static bool IsConnectionError(HttpRequestException e) => e.HttpRequestError is HttpRequestError.ConnectionError;

    private async Task<Answer> AskAsync(Uri address, TimeSpan patience, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, silence.Token);
        using var request = Request(address);
        var began = _time.GetUtcNow();
        var from = _time.GetTimestamp();
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            var (body, cut) = await ReadAsync(stream, Heard, either.Token);
            return new Answer
            {
                Address = address,
                RedirectedTo = RedirectOf(response, address),
                Status = response.StatusCode,
                ContentType = response.Content.Headers.ContentType?.MediaType,
                HasPprofMark = response.Headers.Contains(PprofEndpoints.ErrorHeader),
                Body = body,
                Cut = cut,
                At = began,
                Took = _time.GetElapsedTime(from),
            };
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw silence.IsCancellationRequested
                ? TransportFailure.OfSilence(_target, address, patience, e)
                : TransportFailure.OfSlowConnection(_target, e);
        }

        // Somebody who sends a byte now and then is never silent.
        void Heard()
        {
            if (_time.GetElapsedTime(from) - patience + _target.AnswerTimeout > _target.LongestAnswer) throw TransportFailure.OfDripping(_target);
            silence.CancelAfter(patience);
        }
    }

    private async Task<(byte[] Body, bool Cut)> ReadAsync(Stream stream, Action heard, CancellationToken cancellation)
    {
        var body = new MemoryStream();
        var block = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            while (await stream.ReadAsync(block, cancellation) is var read and > 0)
            {
                heard();
                body.Write(block, 0, (int)Math.Min(read, _target.MaxBytes - body.Length));
                if (body.Length >= _target.MaxBytes) return (body.ToArray(), true);
            }
            return (body.ToArray(), false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private HttpRequestMessage Request(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(Agent);
        var access = _target.Access;
        if (access.BearerToken is { } token) request.Headers.Authorization = new("Bearer", token);
        else if (access.Basic is { } basic) request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.UserName}:{basic.Password}")));
        foreach (var (name, value) in access.Headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    private static Uri? RedirectOf(HttpResponseMessage response, Uri address) =>
        (int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location ? new Uri(address, location) : null;
}
