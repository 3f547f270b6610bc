using Unpark.Knowledge.Frames;

namespace Unpark.Tests.Knowledge;

public class GoRootTests
{
    [Theory]
    [InlineData("runtime.gopark", "/usr/lib/go-1.27/src/runtime/proc.go")]
    [InlineData("internal/runtime/maps.(*Map).get", "internal/runtime/maps/map.go")]
    public void The_runtime_is_the_runtime(string function, string file) => Check(FrameOrigin.Runtime, function, file);

    [Theory]
    [InlineData("net/http.(*conn).serve", "/usr/local/go/src/net/http/server.go")]
    [InlineData("net/http.(*conn).serve", "net/http/server.go")]
    [InlineData("net/http.(*conn).serve", "C:/Program Files/Go/src/net/http/server.go")]
    [InlineData("vendor/golang.org/x/net/http2/hpack.(*Decoder).Write", "vendor/golang.org/x/net/http2/hpack/hpack.go")]
    [InlineData("time.Sleep", "/usr/lib/go-1.27/src/runtime/time.go")]
    [InlineData("internal/poll.runtime_pollWait", "/usr/lib/go-1.27/src/runtime/netpoll.go")]
    [InlineData("main.main", "_testmain.go")]
    [InlineData("testing/synctest.testingSynctestTest", "/usr/lib/go-1.27/src/testing/testing.go")]
    public void Gos_own_packages_are_standard_with_and_without_trimpath(string function, string file) => Check(FrameOrigin.Standard, function, file);

    [Theory]
    [InlineData("github.com/lib/pq.(*conn).watchCancel.func1", "/home/me/go/pkg/mod/github.com/lib/pq@v1.10.9/conn_go18.go")]
    [InlineData("example.com/dep.Run", "example.com/dep@v0.3.0/run.go")]
    [InlineData("example.com/dep.Run", "/src/app/vendor/example.com/dep/run.go")]
    [InlineData("golang.org/x/sync/errgroup.(*Group).Go.func1", "/build/src/golang.org/x/sync/errgroup/errgroup.go")]
    [InlineData("github.com/nats-io/nats%2ego.(*Conn).readLoop", "/build/src/github.com/nats-io/nats.go/nats.go")]
    public void Other_modules_are_third_party(string function, string file) => Check(FrameOrigin.ThirdParty, function, file);

    [Theory]
    [InlineData("main.main", "/app/main.go")]
    [InlineData("example.com/leaky/queue.(*Queue[...]).Push", "example.com/leaky/queue/queue.go")]
    [InlineData("log/shipper.Run", "/home/me/log/shipper/run.go")]
    [InlineData("example.com/leaky.Run", "")]
    public void The_main_module_is_the_users(string function, string file) => Check(FrameOrigin.User, function, file);

    private static void Check(FrameOrigin expected, string function, string file) => Assert.Equal(expected, GoRoot.OriginOf(new(function, file, 1)));
}
