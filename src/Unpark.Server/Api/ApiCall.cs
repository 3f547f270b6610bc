using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Unpark.Findings;
using Unpark.Monitor;
using Unpark.Monitor.Store;
using Unpark.Server.Access;
using Unpark.Server.Api.Answers;

namespace Unpark.Server.Api;

/// <summary>One request: what it asks for, and the way to its answer.</summary>
internal sealed class ApiCall(HttpContext http, ApiContext context)
{
    public HttpContext Http => http;

    public FleetMonitor Monitor => context.Monitor;

    public IMonitorStore Store => context.Monitor.Store;

    public DayTrends Trends => context.Trends;

    public RecentReports Reports => context.Reports;

    /// <summary>Whoever asked is gone.</summary>
    public CancellationToken Cancellation => http.RequestAborted;

    /// <summary>The server ends.</summary>
    public CancellationToken Ending => context.Ending;

    public DateTimeOffset Now => Monitor.Time.GetUtcNow();

    /// <summary>A part of the path. Routing leaves encoded slashes as they came: a slash is part of a key.</summary>
    public string Part(string name) => ((string)http.Request.RouteValues[name]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Of the query; null when it is not given, or empty.</summary>
    public string? Text(string name) => http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    public string Required(string name) => Text(name) ?? throw Bad($"{name} is missing");

    public int Number(string name, int otherwise, int most)
    {
        if (Text(name) is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
        throw Bad($"{name} is \"{text}\", expected a number from 1 to {most}");
    }

    public static long Id(string text, string name) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw Bad($"{name} is \"{text}\", expected a number");

    /// <summary>One of a few words; the first unless given.</summary>
    public string Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text) return words[0];
        return words.Contains(text) ? text : throw Bad($"{name} is \"{text}\", expected {string.Join(" or ", words!)}");
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800) return DateTimeOffset.FromUnixTimeSeconds(seconds);
        // A plus sign that was not encoded arrives as a space.
        if (DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time.ToUniversalTime();
        throw Bad($"{name} is \"{text}\", expected a time as 2026-01-31T12:00:00Z, or seconds since 1970");
    }

    /// <summary><c>from</c> and <c>to</c>; the last day unless given.</summary>
    public TimeRange Range()
    {
        var to = Time("to") ?? Now;
        var from = Time("from") ?? to.AddDays(-1);
        return from < to ? new(from, to) : throw Bad("from is not before to");
    }

    /// <summary>Instances of the service of the path, or the one that <c>instance</c> names.</summary>
    public IReadOnlyList<TargetState> Instances()
    {
        var instances = Service().Instances;
        if (Text("instance") is not { } key) return instances;
        return [instances.FirstOrDefault(instance => instance.Target.Key == key) ?? throw NotFound($"{Part("service")} has no instance {key}")];
    }

    public ServiceState Service() => Monitor.Service(Part("service")) ?? throw NotFound($"there is no service {Part("service")}");

    /// <summary>The whole body.</summary>
    /// <exception cref="RefusalException">It is empty, larger than <paramref name="most"/> bytes, or takes too long to come.</exception>
    public async Task<byte[]> BodyAsync(int most)
    {
        if (http.Request.ContentLength > most) throw TooLarge(most);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        end.CancelAfter(Limits.Body);
        using var body = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            while (await http.Request.Body.ReadAsync(buffer, end.Token) is > 0 and var read)
            {
                if (body.Length + read > most) throw TooLarge(most);
                body.Write(buffer, 0, read);
            }
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            throw new RefusalException(StatusCodes.Status408RequestTimeout, $"the body took longer than {Limits.Body.TotalSeconds:0} s");
        }
        return body.Length > 0 ? body.ToArray() : throw Bad("the body is empty");
    }

    /// <summary>Packed where the caller unpacks it: an overview of a thousand services is a megabyte of figures. Nothing in an answer is secret, so its length may tell what it holds.</summary>
    public async Task AnswerAsync<T>(T answer, JsonTypeInfo<T> form)
    {
        var response = http.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.Vary = "Accept-Encoding";
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            await JsonSerializer.SerializeAsync(response.Body, answer, form, Cancellation);
            return;
        }
        response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await JsonSerializer.SerializeAsync(packed, answer, form, Cancellation);
    }

    private static RefusalException TooLarge(int most) => new(StatusCodes.Status413PayloadTooLarge, $"the body is larger than the {Verdict.Bytes(most)} that are taken");

    public static RefusalException Bad(string sentence) => new(StatusCodes.Status400BadRequest, sentence);

    public static RefusalException NotFound(string sentence) => new(StatusCodes.Status404NotFound, sentence);
}
