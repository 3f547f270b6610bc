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

    private static Report Check(string path, string source, string dump = Dump)
    {
        var reading = EvidenceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(dump)), "dump.txt");
        return SourceDiagnosis.Of(Diagnosis.Of([reading], new() { Context = EvidenceContext.Test }), new OneFile(path, source));
    }

    private sealed class OneFile(string path, string text) : ISourceFiles
    {
        public SourceRoots Roots { get; } = new();

        public ReadOnlyMemory<byte>? Read(string asked) => asked == path ? (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(text) : null;

        public IReadOnlyList<string> GoFilesIn(string folder) => [path];
    }
}
