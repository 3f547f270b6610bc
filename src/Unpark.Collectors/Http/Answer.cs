using System.Net;

namespace Unpark.Collectors.Http;

/// <summary>What a target answered to one request.</summary>
internal sealed record Answer
{
    public required Uri Address { get; init; }

    /// <summary>Where the target sent the request on to, when it did.</summary>
    public Uri? RedirectedTo { get; init; }

    public required HttpStatusCode Status { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The answer comes from net/http/pprof itself: only its errors carry the mark.</summary>
    public bool HasPprofMark { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>The body exceeds <see cref="Target.MaxBytes"/> and was left there.</summary>
    public bool Cut { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>From the request to the last byte.</summary>
    public required TimeSpan Took { get; init; }

    public bool IsSuccess => Status == HttpStatusCode.OK;

    public bool IsHtml => ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true || StartsLikeHtml(Body);

    private static bool StartsLikeHtml(ReadOnlySpan<byte> body)
    {
        body = body.TrimStart(" \t\r\n\uFEFF"u8);
        return body.StartsWith("<!DOCTYPE"u8) || body.StartsWith("<!doctype"u8) || body.StartsWith("<html"u8) || body.StartsWith("<HTML"u8);
    }
}
