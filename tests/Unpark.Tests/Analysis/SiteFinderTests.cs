using Unpark.Analysis.Sites;
using Unpark.Knowledge.Frames;
using Unpark.Model;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Analysis;

public class SiteFinderTests
{
    [Fact]
    public void The_site_is_the_users_line_under_the_librarys_frames() =>
        Check("main.fetch", null, "internal/poll.runtime_pollWait runtime/netpoll.go:351 < net.(*conn).Read net/net.go:196 < main.fetch /app/a.go:9 < main.main /app/main.go:3");

    [Fact]
    public void A_handler_under_the_server_is_the_users() =>
        Check("main.handle", null, "main.handle /app/h.go:9 < net/http.HandlerFunc.ServeHTTP net/http/server.go:2362 < net/http.(*conn).serve net/http/server.go:2161");

    [Fact]
    public void An_idle_connection_is_the_servers() =>
        Check("net/http.(*conn).serve", "net/http", "internal/poll.runtime_pollWait runtime/netpoll.go:351 < bufio.(*Reader).Peek bufio/bufio.go:148 < net/http.(*conn).serve net/http/server.go:2161");

    [Fact]
    public void A_background_goroutine_started_through_a_helper_is_the_librarys() =>
        Check(
            "go.opentelemetry.io/otel/sdk/trace.(*batchSpanProcessor).processQueue",
            "OpenTelemetry Go",
            "go.opentelemetry.io/otel/sdk/trace.(*batchSpanProcessor).processQueue go.opentelemetry.io/otel/sdk@v1.40.0/trace/b.go:9 < sync.(*WaitGroup).Go.func1 sync/waitgroup.go:239");

    [Fact]
    public void A_task_in_a_pool_is_the_users() =>
        Check("main.task", null, "main.task /app/t.go:4 < github.com/panjf2000/ants/v2.(*goWorker).run.func1 github.com/panjf2000/ants/v2@v2.11.0/worker.go:67");

    [Fact]
    public void An_unknown_module_without_a_users_frame_is_named_with_its_version() =>
        Check("example.com/dep.(*C).loop", "example.com/dep@v1.2.3", "example.com/dep.(*C).loop /home/gopher/go/pkg/mod/example.com/dep@v1.2.3/c.go:8 < example.com/dep.New.func1 /home/gopher/go/pkg/mod/example.com/dep@v1.2.3/c.go:3");

    [Fact]
    public void A_function_of_the_standard_library_started_by_the_user_is_shown_by_its_entry() =>
        Check("io.Copy", "io", "internal/poll.runtime_pollWait runtime/netpoll.go:351 < net.(*conn).Read net/net.go:196 < io.copyBuffer io/io.go:429 < io.Copy io/io.go:388");

    [Theory]
    [InlineData("net/http.(*Client).do net/http/client.go:600 < net/http_test.TestClient net/http/client_test.go:9 < testing.tRunner testing/testing.go:1934", "net/http.(*Client).do")]
    [InlineData("golang.org/x/sync/errgroup.(*Group).Wait /src/golang.org/x/sync/errgroup/errgroup.go:60 < golang.org/x/sync/errgroup_test.TestGo /src/golang.org/x/sync/errgroup/errgroup_test.go:9 < testing.tRunner testing/testing.go:1934", "golang.org/x/sync/errgroup.(*Group).Wait")]
    public void A_library_is_the_users_own_while_its_tests_run(string stack, string function)
    {
        var frames = new FrameTable([], TestedPackages.Of([Stack(stack)]));
        Assert.Equal((function, null), (new SiteFinder(frames).Find(Stack(stack)).Site!.Frame.Function, new SiteFinder(frames).Find(Stack(stack)).Site!.Library));
    }

    [Fact]
    public void What_a_library_keeps_stays_its_own_while_its_tests_run()
    {
        var test = Stack("net/http_test.TestServe net/http/serve_test.go:9 < testing.tRunner testing/testing.go:1934");
        var idle = Stack("internal/poll.runtime_pollWait runtime/netpoll.go:351 < bufio.(*Reader).Peek bufio/bufio.go:148 < net/http.(*conn).serve net/http/server.go:2161");
        Assert.Equal("net/http", new SiteFinder(new FrameTable([], TestedPackages.Of([test]))).Find(idle).Site!.Library);
    }

    [Fact]
    public void A_stack_without_frames_has_no_site() => Assert.Null(new SiteFinder(new FrameTable()).Find(CallStack.Empty).Site);

    [Fact]
    public void The_creator_is_the_go_statement() =>
        CheckCreator("/app/main.go:5", Group(1, "chan receive", "main.work.func1 /app/w.go:9", "main.work /app/main.go:5"));

    [Fact]
    public void Behind_a_helper_the_creator_is_the_function_it_was_given() =>
        CheckCreator("/app/w.go:9", Group(1, "chan receive", "main.work.func1 /app/w.go:9 < golang.org/x/sync/errgroup.(*Group).Go.func1 golang.org/x/sync@v0.20.0/errgroup/errgroup.go:93", "golang.org/x/sync/errgroup.(*Group).Go golang.org/x/sync@v0.20.0/errgroup/errgroup.go:78"));

    [Fact]
    public void Ancestors_tell_who_called_the_helper() =>
        CheckCreator("/app/main.go:7", Group(1, "chan receive", "main.work.func1 /app/w.go:9 < sync.(*WaitGroup).Go.func1 sync/waitgroup.go:239", "sync.(*WaitGroup).Go sync/waitgroup.go:237") with
        {
            Ancestors = [new(1, Stack("sync.(*WaitGroup).Go sync/waitgroup.go:238 < main.main /app/main.go:7"), null)],
        });

    private static void Check(string function, string? library, string stack)
    {
        var site = new SiteFinder(new FrameTable()).Find(Stack(stack)).Site!;
        Assert.Equal((function, library), (site.Frame.Function, site.Library));
    }

    private static void CheckCreator(string place, GoroutineGroup group) => Assert.Equal(place, new SiteFinder(new FrameTable()).CreatorOf(group)!.Place);
}
