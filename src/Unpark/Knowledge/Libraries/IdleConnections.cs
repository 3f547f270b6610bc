using System.Collections.Immutable;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Knowledge.Libraries;

/// <summary>Goroutines of connections on which nothing happens: kept open for the next request by whoever is at the other end, or by a pool.</summary>
/// <remarks>
/// Source: net/http/server.go, transport.go and the bundled HTTP/2 (h2_bundle.go to Go 1.26, internal/http2 from 1.27); golang.org/x/net/http2; grpc-go internal/transport.
/// A client connection whose <c>readLoop</c> is in select has a response body that nobody closed, and is none of them.
/// </remarks>
internal static class IdleConnections
{
    /// <summary>A handler runs: the connection is in use, whatever it waits for.</summary>
    private const string Handler = "net/http.serverHandler.ServeHTTP";

    private static readonly ImmutableArray<(string Function, WaitKind Kind)> Idle =
    [
        ("net/http.(*conn).serve", WaitKind.IO),
        ("net/http.(*http2serverConn).serve", WaitKind.Select),
        ("net/http.(*http2serverConn).readFrames", WaitKind.IO),
        ("net/http/internal/http2.(*serverConn).serve", WaitKind.Select),
        ("net/http/internal/http2.(*serverConn).readFrames", WaitKind.IO),
        ("net/http.(*persistConn).readLoop", WaitKind.IO),
        ("net/http.(*persistConn).writeLoop", WaitKind.Select),
        ("net/http.(*http2ClientConn).readLoop", WaitKind.IO),
        ("net/http/internal/http2.(*ClientConn).readLoop", WaitKind.IO),
        ("golang.org/x/net/http2.(*serverConn).serve", WaitKind.Select),
        ("golang.org/x/net/http2.(*serverConn).readFrames", WaitKind.IO),
        ("golang.org/x/net/http2.(*ClientConn).readLoop", WaitKind.IO),
        ("google.golang.org/grpc/internal/transport.(*http2Server).HandleStreams", WaitKind.IO),
        ("google.golang.org/grpc/internal/transport.(*http2Server).keepalive", WaitKind.Select),
        ("google.golang.org/grpc/internal/transport.(*loopyWriter).run", WaitKind.Select),
    ];

    public static bool Holds(CallStack stack, WaitKind kind) =>
        Idle.Any(row => row.Kind == kind && stack.Frames.Any(frame => frame.Function == row.Function))
        && !stack.Frames.Any(frame => frame.Function == Handler);

    /// <summary>Started for each request with a handler at work, to notice when the client leaves; ends with the handler.</summary>
    /// <param name="creator">Tells it before it has run: it has no frame of its own then.</param>
    public static bool IsWatcher(CallStack stack, Frame? creator) =>
        creator?.Function == "net/http.(*connReader).startBackgroundRead" || stack.Entry?.Function == "net/http.(*connReader).backgroundRead";
}
