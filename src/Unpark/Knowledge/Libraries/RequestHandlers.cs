using Unpark.Model;

namespace Unpark.Knowledge.Libraries;

/// <summary>Frames of servers below which a goroutine answers a request: it stays as long as the client wants it to.</summary>
/// <remarks>Source: net/http/server.go and h2_bundle.go (net/http/internal/http2/server.go from 1.27), Go 1.19 to 1.27; net/rpc/server.go; (*Server).handleStream of google.golang.org/grpc/server.go.</remarks>
internal static class RequestHandlers
{
    private static readonly string[] Prefixes =
    [
        "net/http.(*conn).serve",
        "net/http.(*http2serverConn).runHandler",
        "net/http/internal/http2.(*serverConn).runHandler",
        "net/rpc.(*service).call",
        "google.golang.org/grpc.(*Server).handleStream",
    ];

    public static bool Serves(CallStack stack)
    {
        foreach (var frame in stack.Frames)
        {
            foreach (var prefix in Prefixes)
            {
                if (frame.Function.StartsWith(prefix, StringComparison.Ordinal)) return true;
            }
        }
        return false;
    }
}
