using Unpark.Knowledge.Waits;

namespace Unpark.Knowledge.Libraries;

/// <summary>Waits that a user knows by the call and not by the state: http.Get shows as "select", db.Query as "select" or "chan receive".</summary>
/// <remarks>
/// Function names read in the sources of Go 1.19.8 and 1.27.4 (net/http/transport.go, h2_bundle.go, internal/http2/transport.go,
/// database/sql/sql.go, io/pipe.go, net/net.go, os/exec/exec.go) and of golang.org/x/sync v0.20.
/// </remarks>
internal static class LibraryCalls
{
    private const string Accepting = "waits for clients to connect";
    private const string NoAnswer = "the server does not answer, and no time limit ends the request";
    private const string LimitRequest = "Give the request at {0} a limit: http.Client.Timeout, or a context with a deadline (http.NewRequestWithContext).";

    private static readonly Dictionary<string, LibraryCall> ByFunction = new LibraryCall[]
    {
        new("net/http.(*persistConn).roundTrip", "waits for an HTTP response", NoAnswer, LimitRequest),
        new("net/http.(*http2ClientConn).RoundTrip", "waits for an HTTP response", NoAnswer, LimitRequest),
        new("net/http/internal/http2.(*ClientConn).roundTrip", "waits for an HTTP response", NoAnswer, LimitRequest),
        new("golang.org/x/net/http2.(*ClientConn).roundTrip", "waits for an HTTP response", NoAnswer, LimitRequest),
        new(
            "net/http.(*Transport).getConn",
            "waits for a connection to an HTTP server",
            "the server does not accept, or Transport.MaxConnsPerHost connections are in use and none comes back",
            "Close every response body, and give the request at {0} a limit: http.Client.Timeout, or a context with a deadline."),
        new(
            "database/sql.(*DB).conn",
            "waits for a free database connection",
            "SetMaxOpenConns connections are in use: rows that were not closed or transactions that were not finished keep theirs",
            "Give the connections back: defer rows.Close() after every Query, defer tx.Rollback() after every Begin; and pass {0} a context with a deadline."),
        new(
            "io.(*pipe).write",
            "waits to write to a pipe",
            "nobody reads the other end of the io.Pipe any more",
            "Close the reading end on every path, also on error: defer reader.CloseWithError(err); the write at {0} then returns."),
        new(
            "io.(*pipe).read",
            "waits to read from a pipe",
            "nobody writes to the other end of the io.Pipe any more, and it was not closed",
            "Close the writing end on every path, also on error: defer writer.CloseWithError(err); the read at {0} then returns."),
        new(
            "net.(*conn).Read",
            "waits to read from a connection",
            "the other side sends nothing, and no deadline ends the read",
            "Set a deadline before the read at {0} (conn.SetReadDeadline), or close the connection when its owner is done."),
        new(
            "net.(*conn).Write",
            "waits to write to a connection",
            "the other side reads nothing, and no deadline ends the write",
            "Set a deadline before the write at {0} (conn.SetWriteDeadline), or close the connection when its owner is done."),
        Accept("net.(*TCPListener).Accept"),
        Accept("net.(*UnixListener).Accept"),
        new(
            "os/exec.(*Cmd).Wait",
            "waits for a command",
            "the command does not end, or a process it started keeps its output open",
            "Run the command at {0} by exec.CommandContext, and set Cmd.WaitDelay (Go 1.20 and later)."),
        new(
            "os.(*Process).Wait",
            "waits for a process",
            "the process does not end",
            "Give the process that {0} waits for an end: Kill it when its context ends, as exec.CommandContext does."),
        new(
            "golang.org/x/sync/errgroup.(*Group).Wait",
            "waits for an errgroup",
            "one of the group's functions does not return",
            "Let every function of the group at {0} return when its context ends: errgroup.WithContext cancels it on the first error."),
        new(
            "golang.org/x/sync/semaphore.(*Weighted).Acquire",
            "waits for a semaphore",
            "those who acquired it do not release it",
            "Release by defer right after Acquire, and pass the Acquire at {0} a context with a deadline."),
        new(
            "sync.(*Once).doSlow",
            "waits for the first call of a Once",
            "the function of the first call does not return, or calls the same Once again",
            "Let the function given to the Once at {0} return, and never call the same Once from inside it."),
    }.ToDictionary(call => call.Function, StringComparer.Ordinal);

    /// <summary>It waits for clients to connect.</summary>
    public static bool IsAccept(LibraryCall call) => call.Does == Accepting;

    public static LibraryCall? Find(string function) => ByFunction.GetValueOrDefault(function);

    private static LibraryCall Accept(string function) => new(
        function,
        Accepting,
        "Accept returns when a client connects or the listener is closed; no context ends it",
        "Close the listener of {0} when its owner is done: a goroutine that waits for <-ctx.Done() and then calls its Close; Accept returns with net.ErrClosed.");
}
