namespace Unpark.Knowledge;

/// <summary>What the two goroutines of a net/http client connection (HTTP/1) say by their states.</summary>
/// <remarks>
/// Checked by runs on Go 1.19 to 1.27: the reader is in "select" from the moment a response's header was read until its body is read to
/// the end or closed; in "IO wait" while the connection is idle or the server has not answered yet. Source: net/http/transport.go.
/// </remarks>
internal static class HttpClientConnection
{
    public static bool IsUnreadBody(KnownGoroutine? known, WaitKind kind) => IsReader(known) && kind == WaitKind.Select;

    public static bool IsIdleOrUnanswered(KnownGoroutine? known, WaitKind kind) => IsReader(known) && kind == WaitKind.IO;

    /// <summary>There is one writer for each reader: it says nothing that the reader does not.</summary>
    public static bool IsWriter(KnownGoroutine? known) => known is { Function: "net/http.(*persistConn).writeLoop" };

    private static bool IsReader(KnownGoroutine? known) => known is { Function: "net/http.(*persistConn).readLoop" };
}
