using System.Text;
using Unpark.GoSyntax;
using Unpark.Source;
using Unpark.Source.Facts;

namespace Unpark.Tests.Source.Facts;

/// <summary>What a package says of its channels, locks and contexts: each operation with where its value is made.</summary>
public sealed class PackageFactsTests
{
    [Fact]
    public void A_channel_is_followed_through_arguments_closures_fields_and_results() => Check("""
        type store struct{ out chan int }

        func open() *store {
        	made := make(chan int, 2)
        	return &store{out: made}
        }

        func (s *store) put() { s.out <- 1 }

        func take(from <-chan int) { <-from }

        func run() {
        	s := open()
        	go func() { close(s.out) }()
        	take(s.out)
        }
        """, "Send 10 of 6, Receive 12 of 6, Close 16 of 6");

    [Fact]
    public void Channels_of_two_callers_are_told_apart() => Check("""
        func send(to chan<- int) { to <- 1 }

        func a() {
        	one := make(chan int)
        	go send(one)
        	<-one
        }

        func b() {
        	two := make(chan int)
        	go send(two)
        }
        """, "Send 3 of 6 and 12, Receive 8 of 6");

    [Fact]
    public void A_callback_is_called_where_it_is_handed_to() => Check("""
        func each(visit func(chan int)) { visit(make(chan int)) }

        func run() {
        	each(func(c chan int) { c <- 1 })
        }
        """, "Send 6 of 3");

    [Fact]
    public void What_a_parameter_from_outside_holds_is_unknown() => Check("""
        func Send(to chan<- int) { to <- 1 }
        """, "Send 3 of nothing known");

    [Fact]
    public void Embedded_locks_and_helpers_that_lock_are_locks() => CheckHeld("""
        type cache struct {
        	sync.Mutex
        	other sync.RWMutex
        }

        func (c *cache) lock() { c.Lock() }

        func (c *cache) unlock() { c.Unlock() }

        func (c *cache) get() {
        	c.lock()
        	c.other.RLock()
        	c.load()
        	c.other.RUnlock()
        	c.load()
        	c.unlock()
        	c.load()
        }

        func (c *cache) load() {}
        """, "load", "15: Mutex other(read); 17: Mutex; 19: ");

    [Fact]
    public void A_branch_that_unlocks_and_returns_does_not_unlock_for_the_rest() => CheckHeld("""
        type s struct{ mu sync.Mutex }

        func (x *s) f(done bool) {
        	x.mu.Lock()
        	if done {
        		x.mu.Unlock()
        		x.g()
        		return
        	}
        	x.g()
        	x.mu.Unlock()
        }

        func (x *s) g() {}
        """, "g", "9: ; 12: mu");

    [Fact]
    public void A_deferred_call_runs_before_what_was_deferred_earlier()
    {
        var facts = FactsOf("""
            type s struct{ mu sync.Mutex }

            func (x *s) f() {
            	defer x.early()
            	x.mu.Lock()
            	defer x.mu.Unlock()
            	defer x.late()
            }

            func (x *s) early() {}

            func (x *s) late() {}
            """);
        var f = facts.Functions.First(function => function.Name == "f");
        Assert.Equal("early: ; late: mu", string.Join("; ", f.Calls.Select(call => $"{call.Callees[0].Name}: {string.Join(" ", facts.Locks.HeldAtEnd(f, call.Node).Select(held => held.Lock.Name))}")));
    }

    [Fact]
    public void A_lock_of_an_embedded_struct_is_one_with_that_of_who_embeds_it() => CheckHeld("""
        type base struct{ sync.Mutex }

        type outer struct {
        	id int
        	*base
        }

        func (b *base) unlock() { b.Unlock() }

        func (o *outer) f() {
        	o.Lock()
        	o.load()
        	o.unlock()
        	o.load()
        }

        func (o *outer) load() {}
        """, "load", "14: Mutex; 16: ");

    [Fact]
    public void A_package_without_named_types_may_have_structs() => Check("""
        func run() {
        	for _, c := range []struct{ done chan int }{{make(chan int)}} {
        		c.done <- 1
        	}
        }
        """, "Send 5 of 4");

    [Fact]
    public void A_field_of_a_struct_without_a_name_is_of_the_file_that_declares_it()
    {
        var facts = PackageFacts.Of(new([FileOf("/a.go", "func run() {\n\ttable[0].mu.Lock()\n}\n"), FileOf("/b.go", "var table = []struct{ mu sync.Mutex }{{}}\n")]));
        Assert.Equal("/b.go", Assert.Single(Assert.Single(facts.Functions).Operations).Target!.File.Path);
    }

    [Fact]
    public void A_method_with_other_types_of_the_package_implements_nothing() => Check("""
        type row struct{}
        type page struct{}
        type reader interface{ Next(to chan row) }
        type rows struct{}
        type pages struct{ queue }
        type queue struct{}

        func (rows) Next(to chan row) { to <- row{} }
        func (pages) Next(to chan page) { to <- page{} }
        func (queue) Len() int { return 0 }

        func read(r reader) { r.Next(make(chan row)) }
        """, "Send 10 of 14, Send 11 of nothing known");

    [Fact]
    public void What_only_main_or_a_test_calls_and_in_no_loop_runs_once() =>
        Assert.Equal(["main", "run", "listen", "TestServe"], FactsOf("""
            func main() { run() }
            func run() {
            	listen()
            	for {
            		serve()
            	}
            }
            func listen() { handle() }
            func serve() { handle() }
            func handle() {}
            func TestServe(t *testing.T) { go work() }
            func work() { again() }
            func again() { again() }
            """).Functions.Where(function => function.RunsOnce).Select(function => function.Name));

    private static void Check(string source, string expected)
    {
        var operations = FactsOf(source).Functions.SelectMany(function => function.Operations).OrderBy(operation => operation.Line);
        Assert.Equal(expected, string.Join(", ", operations.Select(operation => $"{operation.Kind} {operation.Line} of {Made(operation)}")));
    }

    private static void CheckHeld(string source, string callee, string expected)
    {
        var facts = FactsOf(source);
        var calls = facts.Functions.SelectMany(function => function.Calls).Where(call => call.Callees.Exists(function => function.Name == callee));
        Assert.Equal(expected, string.Join("; ", calls.Select(call => $"{call.Line}: {string.Join(" ", facts.Locks.HeldAt(call.Function, call.Node).Select(held => held.Lock.Name + (held.IsRead ? "(read)" : "")))}")));
    }

    private static string Made(Operation operation) => operation.Origins.Count == 0 ? "nothing known" : string.Join(" and ", operation.Origins.Select(origin => origin.Line).Order());

    private static PackageFacts FactsOf(string source) => PackageFacts.Of(new([FileOf("/p.go", source)]));

    // The package clause makes two lines.
    private static SourceFile FileOf(string path, string source) => new(path, GoParser.Parse(Encoding.UTF8.GetBytes($"package p\n\n{source}")));
}
