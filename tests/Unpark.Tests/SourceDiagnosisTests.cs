using System.Text;
using Unpark.Findings;
using Unpark.Source;

namespace Unpark.Tests;

/// <summary>What a dump says, held against source that fits it, and against source that does not.</summary>
public sealed class SourceDiagnosisTests
{
    private const string Dump = """
        goroutine 7 [select (no cases), 5 minutes]:
        main.main.func1()
        	/app/main.go:5 +0x1d
        created by main.main in goroutine 1
        	/app/main.go:4 +0x1a

        """;

    private const string Source = "package main\n\nfunc main() {\n\tgo func() {\n\t\tselect {}\n\t}()\n}\n";

    // Two faults of one program, each alone: a lock that is kept, and a channel that is read once.
    private const string TwoFaultsDump = """
        goroutine 25 [sync.RWMutex.RLock]:
        sync.runtime_SemacquireRWMutexR(0x0?, 0x0?, 0x0?)
        	/usr/lib/go-1.27/src/runtime/sema.go:100 +0x25
        sync.(*RWMutex).RLock(...)
        	/usr/lib/go-1.27/src/sync/rwmutex.go:74
        main.(*cache).size(0x2cfb5ff1a020)
        	/app/main.go:21 +0x3d
        created by main.main in goroutine 1
        	/app/main.go:35 +0xc5

        goroutine 26 [chan send]:
        main.watch(...)
        	/app/main.go:28
        created by main.main in goroutine 1
        	/app/main.go:37 +0xe5

        """;

    private const string TwoFaults = """
        package main

        import "sync"

        type cache struct {
        	mu sync.RWMutex
        	n  int
        }

        func (c *cache) get(ok bool) int {
        	c.mu.Lock()
        	if !ok {
        		return 0
        	}
        	n := c.n
        	c.mu.Unlock()
        	return n
        }

        func (c *cache) size() int {
        	c.mu.RLock()
        	defer c.mu.RUnlock()
        	return c.n
        }

        func watch(out chan<- int) {
        	for {
        		out <- 1
        	}
        }

        func main() {
        	c := &cache{}
        	c.get(false)
        	go c.size()
        	out := make(chan int)
        	go watch(out)
        	<-out
        }
        """;

    [Fact]
    public void A_finding_whose_source_fits_has_its_cause()
    {
        var cause = Check("/app/main.go", Source).Findings[0].Cause!;
        Assert.Equal(("empty-select", "/app/main.go", 5, 3), (cause.Name, cause.Spot.File, cause.Spot.Line, cause.Spot.Column));
    }

    [Fact]
    public void Two_that_a_dump_alone_takes_for_a_deadlock_are_told_apart_by_the_source()
    {
        Assert.All(Check("/elsewhere/other.go", TwoFaults, TwoFaultsDump).Findings, finding => Assert.Equal("UP7004", finding.Rule.Id));
        var told = Check("/app/main.go", TwoFaults, TwoFaultsDump).Findings;
        Assert.Equal(["UP1001 n-cast", "UP3006 missing-unlock"], told.Select(finding => $"{finding.Rule.Id} {finding.Cause?.Name}").Order(StringComparer.Ordinal));
        Assert.All(told, finding => Assert.DoesNotContain("eadlock", finding.Title, StringComparison.Ordinal));
        Assert.All(told, finding => Assert.Null(finding.Picture));
    }

    // The test waits for an answer, and whoever gives it for a lock that nobody gives back.
    [Fact]
    public void A_test_hangs_because_of_the_lock_that_is_left_locked_behind_its_wait()
    {
        const string Dump = """
            panic: test timed out after 5s
            	running tests:
            		TestCache (5s)

            goroutine 25 [sync.RWMutex.RLock]:
            sync.(*RWMutex).RLock(...)
            	/usr/lib/go-1.27/src/sync/rwmutex.go:74
            main.(*cache).size(0x2cfb5ff1a020)
            	/app/main.go:21 +0x3d
            created by main.TestCache in goroutine 26
            	/app/main_test.go:35 +0xc5

            goroutine 26 [chan receive]:
            main.TestCache(0x2cfb5ff1a120)
            	/app/main_test.go:37
            testing.tRunner(0x2cfb5ff1a120, 0x55d0f8)
            	/usr/lib/go-1.27/src/testing/testing.go:1934 +0xea
            created by testing.(*T).Run in goroutine 1
            	/usr/lib/go-1.27/src/testing/testing.go:1997 +0x465

            """;
        var hung = Assert.Single(Check("/app/main.go", TwoFaults, Dump).Findings, finding => finding.Rule.Id == "UP7002");
        Assert.Equal(("missing-unlock", 13, false), (hung.Cause?.Name, hung.Cause!.Spot.Line, hung.Cause.IsSure));
    }

    // Goroutine 8 is started beside the Wait and has no Done to call; 9 and 10 wait in one line for two channels.
    [Fact]
    public void A_Wait_waits_for_those_whose_Done_comes_and_for_all_of_them()
    {
        const string Source = """
            package main

            import "sync"

            func main() {
            	var wg sync.WaitGroup
            	out, other := make(chan int), make(chan int)
            	go func() {
            		other <- 1
            	}()
            	for range 2 {
            		wg.Add(1)
            		go work(&wg, out)
            	}
            	wg.Wait()
            }

            func work(wg *sync.WaitGroup, out chan int) {
            	defer wg.Done()
            	out <- 1
            }
            """;
        const string Dump = """
            goroutine 1 [sync.WaitGroup.Wait, 5 minutes]:
            sync.(*WaitGroup).Wait(0xc000012070)
            	/usr/lib/go-1.27/src/sync/waitgroup.go:206 +0x1d
            main.main()
            	/app/main.go:15 +0x1a

            goroutine 8 [chan send, 5 minutes]:
            main.main.func1()
            	/app/main.go:9 +0x1d
            created by main.main in goroutine 1
            	/app/main.go:8 +0x1a

            goroutine 9 [chan send, 5 minutes]:
            main.work(0xc000012070, 0xc000100000)
            	/app/main.go:20 +0x1d
            created by main.main in goroutine 1
            	/app/main.go:13 +0x1a

            goroutine 10 [chan send, 6 minutes]:
            main.work(0xc000012070, 0xc000100060)
            	/app/main.go:20 +0x1d
            created by main.main in goroutine 1
            	/app/main.go:13 +0x2c

            goroutine 11 [sleep]:
            time.Sleep(0x3b9aca00)
            	/usr/lib/go-1.27/src/runtime/time.go:363 +0x165
            main.beat()
            	/app/beat.go:5 +0x1d

            """;
        var wait = Assert.Single(Check("/app/main.go", Source, Dump).Findings, finding => finding.Rule.Id == "UP3020");
        Assert.StartsWith("First let the goroutines at main.go:20 end:", wait.Fix, StringComparison.Ordinal);
        Assert.Contains("2 goroutines wait to send at main.go:20, in front of its Done", wait.Because);
        Assert.DoesNotContain(wait.Because, reason => reason.Contains("main.go:9", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.21", "loop-variable")]
    [InlineData("1.22", null)]
    [InlineData(null, null)]
    public void A_loop_variable_is_shared_only_before_Go_1_22(string? goLine, string? expected)
    {
        const string Shared = """
            package main

            func main() {
            	replicas := []chan int{make(chan int), make(chan int)}
            	for _, replica := range replicas {
            		go func() {
            			replica <- 1
            		}()
            	}
            	for _, replica := range replicas {
            		<-replica
            	}
            }
            """;
        const string Dump = """
            goroutine 1 [chan receive, 5 minutes]:
            main.main()
            	/app/main.go:11 +0x1a

            goroutine 7 [chan send, 5 minutes]:
            main.main.func1()
            	/app/main.go:7 +0x1d
            created by main.main in goroutine 1
            	/app/main.go:6 +0x1a

            """;
        var told = Check("/app/main.go", Shared, Dump, goLine).Findings.Where(finding => finding.Cause?.Name == "loop-variable").ToList();
        Assert.Equal(expected is not null, told.Count > 0);
        Assert.All(told, finding => Assert.Equal(5, finding.Cause!.Spot.Line));
    }

    [Theory]
    [InlineData("out := make(chan int)\n\tgo func() { out <- 1 }()\n\treturn out", "nobody closes out:")]
    [InlineData("a, b := make(chan int), make(chan int)\n\tgo func() { a <- 1; b <- 1 }()\n\tif len(b) > 0 {\n\t\treturn b\n\t}\n\treturn a", "nobody closes the channel:")]
    public void The_channel_of_a_call_has_the_name_it_is_returned_by(string body, string expected)
    {
        const string Dump = """
            goroutine 7 [chan receive, 5 minutes]:
            main.take()
            	/app/main.go:4 +0x1a
            created by main.main in goroutine 1
            	/app/main.go:9 +0x1a

            """;
        var source = $"package main\n\nfunc take() {{\n\tfor range numbers() {{\n\t}}\n}}\n\nfunc main() {{\n\tgo take()\n}}\n\nfunc numbers() chan int {{\n\t{body}\n}}\n";
        Assert.Contains(Check("/app/main.go", source, Dump).Findings, finding => finding.Cause?.Sentence.StartsWith(expected, StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("println(j.stop != nil)", "forgotten-cancel")]
    [InlineData("time.AfterFunc(time.Hour, j.stop)", null)]
    public void A_cancel_function_given_to_another_package_may_be_called_there(string use, string? expected)
    {
        const string Dump = """
            goroutine 7 [chan receive, 5 minutes]:
            main.(*job).run(...)
            	/app/main.go:13
            created by main.main in goroutine 1
            	/app/main.go:20 +0xe5

            """;
        var source = $"package main\n\nimport (\n\t\"context\"\n\t\"time\"\n)\n\ntype job struct {{\n\tctx context.Context\n\tstop context.CancelFunc\n}}\n\nfunc (j *job) run() {{ <-j.ctx.Done() }}\n\nfunc main() {{\n\tj := &job{{}}\n\tj.ctx, j.stop = context.WithCancel(context.Background())\n\t{use}\n\n\tgo j.run()\n}}\n";
        Assert.Equal(expected, Assert.Single(Check("/app/main.go", source, Dump).Findings).Cause?.Name);
    }

    [Theory]
    [InlineData("updates", "", "no-receiver")]
    [InlineData("Updates", "", null)]
    [InlineData("updates", "func (s *Source) Updates() <-chan int { return s.updates }", null)]
    public void A_channel_that_other_packages_can_use_may_have_a_receiver_there(string field, string more, string? expected)
    {
        const string Dump = """
            goroutine 7 [chan send, 5 minutes]:
            app/feed.(*Source).Push(...)
            	/app/feed/feed.go:7
            created by main.main in goroutine 1
            	/app/main.go:34 +0xe5

            """;
        var source = $"package feed\n\ntype Source struct{{ {field} chan int }}\n\nfunc New() *Source {{ return &Source{{{field}: make(chan int)}} }}\n\nfunc (s *Source) Push(n int) {{ s.{field} <- n }}\n\n{more}\n";
        Assert.Equal(expected, Assert.Single(Check("/app/feed/feed.go", source, Dump).Findings).Cause?.Name);
    }

    [Theory]
    [InlineData("created by app/feed.TestPush in goroutine 1\n\t/app/feed/feed_test.go:4 +0xe5", "early-return")]
    [InlineData("testing.tRunner(0x1, 0x2)\n\t/usr/lib/go-1.27/src/testing/testing.go:2195 +0xea\ncreated by testing.(*T).Run in goroutine 1\n\t/usr/lib/go-1.27/src/testing/testing.go:2260 +0x4d4", "early-return")]
    [InlineData("created by app/feed.Start in goroutine 1\n\t/app/feed/start.go:4 +0xe5", "no-receiver")]
    public void In_a_test_packages_are_read_with_their_tests(string start, string expected)
    {
        var dump = $"""
            goroutine 7 [chan send, 5 minutes]:
            app/feed.push(...)
            	/app/feed/feed.go:5
            {start}

            """;
        var module = new Files(("/app/feed/feed.go", "package feed\n\nvar updates = make(chan int)\n\nfunc push(n int) { updates <- n }\n"), ("/app/feed/feed_test.go", "package feed\n\nfunc TestPush(t *testing.T) {\n\tgo push(1)\n\tif t.Failed() {\n\t\treturn\n\t}\n\t<-updates\n}\n"));
        Assert.Equal(expected, Assert.Single(Explain(module, dump).Findings).Cause?.Name);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("func again() {\n\tresponse, err := http.Get(\"http://b\")\n\tif err != nil {\n\t\treturn\n\t}\n\tprintln(response.StatusCode)\n}\n", 0)]
    public void A_body_left_open_by_who_is_gone_is_told_when_one_place_alone_can_be_it(string second, int told)
    {
        const string Dump = """
            goroutine 7 [select, 5 minutes]:
            net/http.(*persistConn).readLoop(0xc000100000)
            	/usr/lib/go-1.27/src/net/http/transport.go:2616 +0x1d
            created by net/http.(*Transport).dialConn in goroutine 1
            	/usr/lib/go-1.27/src/net/http/transport.go:1960 +0x1a

            """;
        var source = $"package app\n\nimport \"net/http\"\n\nfunc status() {{\n\tresponse, err := http.Get(\"http://a\")\n\tif err != nil {{\n\t\treturn\n\t}}\n\tprintln(response.StatusCode)\n}}\n{second}";
        var module = new Files(("/app/app.go", source)) { Roots = new() { Modules = [new("example.com/app", "/app")] } };
        var causes = Explain(module, Dump).Findings.Where(finding => finding.Cause is not null).Select(finding => $"{finding.Cause!.Name} {finding.Cause.Spot.Line}").ToList();
        Assert.Equal(Enumerable.Repeat("body-not-closed 6", told), causes);
    }

    [Theory]
    [InlineData("/app/poll_linux.go", true)]
    [InlineData("/app/poll_linux_arm64.go", true)]
    [InlineData("/app/poll_freebsd.go", false)]
    [InlineData("/app/poll_darwin_arm64.go", false)]
    [InlineData("/app/poll_s390x.go", false)]
    public void Of_a_package_the_files_for_rare_systems_are_left_unread(string path, bool isRead)
    {
        var module = new Files(("/app/main.go", Source), (path, "package main\n"));
        Assert.NotNull(Assert.Single(Explain(module, Dump).Findings).Cause);
        Assert.Equal(isRead, module.Asked.Contains(path));
    }

    [Fact]
    public void For_goroutines_of_a_library_that_opens_nothing_the_rest_of_the_module_is_not_read()
    {
        const string Dump = """
            goroutine 7 [select, 5 minutes]:
            github.com/robfig/cron/v3.(*Cron).run(0xc000100000)
            	/home/gopher/go/pkg/mod/github.com/robfig/cron/v3@v3.0.1/cron.go:266 +0x1d
            created by github.com/robfig/cron/v3.(*Cron).Start in goroutine 1
            	/home/gopher/go/pkg/mod/github.com/robfig/cron/v3@v3.0.1/cron.go:222 +0x1a

            """;
        var module = new Files(("/app/app.go", "package app\n\nimport \"net/http\"\n\nfunc status() {\n\thttp.Get(\"http://a\")\n}\n")) { Roots = new() { Modules = [new("example.com/app", "/app")] } };
        Assert.Equal(FindingClass.Library, Assert.Single(Explain(module, Dump).Findings).Rule.Class);
        Assert.DoesNotContain("/app/app.go", module.Asked);
    }

    [Theory]
    [InlineData("/app/../etc/secret.go")]
    [InlineData("/etc/passwd")]
    [InlineData("/dev/zero")]
    public void What_is_no_path_of_source_is_not_asked_for(string path)
    {
        var files = new Files((path, Source));
        Explain(files, $"goroutine 7 [select (no cases), 5 minutes]:\nmain.main.func1()\n\t{path}:5 +0x1d\n\n");
        Assert.DoesNotContain(path, files.Asked);
    }

    [Fact]
    public void Without_source_the_report_is_as_it_was()
    {
        var report = Check("/elsewhere/other.go", Source);
        Assert.Null(report.Findings[0].Cause);
        Assert.DoesNotContain(report.Notes, note => note.Contains("main.go", StringComparison.Ordinal));
    }

    [Fact]
    public void Source_that_does_not_fit_is_refused_with_the_reason()
    {
        var report = Check("/app/main.go", "package main\n\nfunc other() {\n}\n");
        Assert.Null(report.Findings[0].Cause);
        Assert.Contains("/app/main.go does not fit the evidence: line 5 is in no function. It explains nothing here; --src and --path-map name other folders", report.Notes);
    }

    private static Report Check(string path, string source, string dump = Dump, string? goLine = null) => Explain(new Files((path, source)) { GoLine = goLine }, dump);

    private static Report Explain(Files files, string dump)
    {
        var reading = EvidenceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(dump)), "dump.txt");
        return SourceDiagnosis.Of(Diagnosis.Of([reading], new() { Context = EvidenceContext.Test }), files);
    }

    private sealed class Files(params (string Path, string Text)[] files) : ISourceFiles
    {
        public SourceRoots Roots { get; init; } = new();

        public string? GoLine { get; init; }

        public List<string> Asked { get; } = [];

        public ReadOnlyMemory<byte>? Read(string asked)
        {
            Asked.Add(asked);
            return files.FirstOrDefault(file => file.Path == asked).Text is { } text ? Encoding.UTF8.GetBytes(text) : (ReadOnlyMemory<byte>?)null;
        }

        public Version? GoVersionOf(string folder) => GoLine is null ? null : Version.Parse(GoLine);

        public IReadOnlyList<string> GoFilesIn(string folder) => [.. files.Select(file => file.Path)];
    }
}
