using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Knowledge.Libraries;

/// <summary>What the goroutines of net/http's client say by their states and frames, of HTTP/1 and HTTP/2.</summary>
/// <remarks>
/// Checked by runs on Go 1.19 to 1.27. HTTP/1: the reader of a connection is in "select" from the moment a response's header was read until
/// its body is read to the end or closed; in "IO wait" while the connection is idle or the server has not answered yet.
/// HTTP/2: a stream's <c>doRequest</c> is in "select" until the response has ended or its body is closed; a body that fits into what the
/// client takes unasked (4 MiB) ends by itself. Source: net/http/transport.go, h2_bundle.go to Go 1.26, internal/http2/transport.go from 1.27.
/// </remarks>
internal static class HttpClientConnection
{
    /// <summary>Idle connections a Transport keeps when nobody says otherwise: http.DefaultTransport.MaxIdleConns, DefaultMaxIdleConnsPerHost.</summary>
    public const int MaxIdle = 100, MaxIdleForOneServer = 2;

    private static readonly HashSet<string> AnswerWaiters = new(
        ["net/http.(*persistConn).roundTrip", "net/http.(*http2ClientConn).RoundTrip", "net/http/internal/http2.(*ClientConn).roundTrip", "golang.org/x/net/http2.(*ClientConn).roundTrip"],
        StringComparer.Ordinal);

    // A proxy that copies a body is between two reads while it writes.
    private static readonly HashSet<string> BodyReaders = new(
        [
            "net/http.(*bodyEOFSignal).Read", "net/http.(*body).Read", "net/http.http2transportResponseBody.Read", "net/http/internal/http2.transportResponseBody.Read",
            "golang.org/x/net/http2.transportResponseBody.Read", "net/http/httputil.(*ReverseProxy).copyResponse",
        ],
        StringComparer.Ordinal);

    public static bool IsUnreadBody(KnownGoroutine? known, WaitKind kind) => IsReader(known) && kind == WaitKind.Select;

    public static bool IsIdleOrUnanswered(KnownGoroutine? known, WaitKind kind) => IsReader(known) && kind == WaitKind.IO;

    /// <summary>There is one writer for each reader: it says nothing that the reader does not.</summary>
    public static bool IsWriter(KnownGoroutine? known) => known is { Function: "net/http.(*persistConn).writeLoop" };

    /// <summary>A request over HTTP/2 that is not over: unanswered, its response being read, or forgotten.</summary>
    public static bool IsOpenStream(KnownGoroutine? known) => known is
    {
        Function: "net/http.(*http2clientStream).doRequest" or "net/http/internal/http2.(*clientStream).doRequest" or "golang.org/x/net/http2.(*clientStream).doRequest",
    };

    /// <summary>Somebody waits there for the header of a response.</summary>
    public static bool AwaitsAnswer(CallStack stack) => Any(stack, AnswerWaiters);

    /// <summary>Somebody reads the body of a response there, or copies it.</summary>
    public static bool ReadsBody(CallStack stack) => Any(stack, BodyReaders);

    private static bool IsReader(KnownGoroutine? known) => known is { Function: "net/http.(*persistConn).readLoop" };

    private static bool Any(CallStack stack, HashSet<string> functions)
    {
        foreach (var frame in stack.Frames)
        {
            if (functions.Contains(frame.Function)) return true;
        }
        return false;
    }
}
