namespace Unpark.Knowledge.Libraries;

/// <summary>Which of the known goroutines are accept loops of servers.</summary>
internal static class KnownServers
{
    private static readonly HashSet<string> Loops = new(
        [
            "net/http.(*Server).Serve", "net/http/httptest.(*Server).goServe.func", "google.golang.org/grpc.(*Server).Serve",
            "github.com/valyala/fasthttp.(*workerPool).Start.func", "github.com/quic-go/quic-go.(*baseServer).run",
        ],
        StringComparer.Ordinal);

    public static bool Serves(KnownGoroutine known) => Loops.Contains(known.Function);
}
