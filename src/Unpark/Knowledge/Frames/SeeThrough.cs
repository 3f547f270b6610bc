using Unpark.Knowledge.Waits;

namespace Unpark.Knowledge.Frames;

/// <summary>Helpers that start or run a function for somebody else: never where a goroutine comes from, never what is wrong with it.</summary>
/// <remarks>
/// Read in the sources of Go 1.27.4, golang.org/x/sync v0.20, k8s.io/apimachinery, IBM/sarama, hashicorp/raft, coder/websocket,
/// segmentio/kafka-go, panjf2000/ants, alitto/pond, gammazero/workerpool and sourcegraph/conc as of November 2026.
/// </remarks>
internal static class SeeThrough
{
    private static readonly HashSet<string> Helpers = new(StringComparer.Ordinal)
    {
        "sync.(*WaitGroup).Go",
        "golang.org/x/sync/errgroup.(*Group).Go",
        "golang.org/x/sync/errgroup.(*Group).TryGo",
        "golang.org/x/sync/errgroup.(*Group).add",
        "golang.org/x/sync/singleflight.(*Group).DoChan",
        "golang.org/x/sync/singleflight.(*Group).doCall",
        "time.goFunc",
        "context.(*afterFuncCtx).cancel",
        "runtime/pprof.Do",
        "testing.tRunner",
        "github.com/IBM/sarama.withRecover",
        "github.com/Shopify/sarama.withRecover",
        "github.com/hashicorp/raft.(*raftState).goFunc",
        "github.com/coder/websocket/internal/xsync.Go",
        "github.com/segmentio/kafka-go.(*Writer).spawn",
        "github.com/panjf2000/ants/v2.(*goWorker).run",
        "github.com/panjf2000/ants/v2.(*goWorkerWithFunc).run",
        "github.com/alitto/pond/v2.(*pool).worker",
        "github.com/gammazero/workerpool.worker",
        "github.com/sourcegraph/conc.(*WaitGroup).Go",
        "github.com/sourcegraph/conc/panics.(*Catcher).Try",
    };

    private static readonly string[] Packages = ["k8s.io/apimachinery/pkg/util/wait."];

    /// <param name="outer">The function without its closures: <see cref="GoFunctionName.Outer"/>.</param>
    public static bool IsHelper(string outer) =>
        Helpers.Contains(outer) || Packages.Any(package => outer.StartsWith(package, StringComparison.Ordinal));
}
