using Unpark.GoSyntax;
using Unpark.Source;
using Unpark.Source.Facts;

namespace Unpark.Tests.Source.Facts;

/// <summary>What several packages say together of channels, locks and calls: each operation with where its value is made. The first package is main.</summary>
public sealed class PackagesTogetherTests
{
    [Fact]
    public void A_channel_is_followed_through_a_constructor_and_an_accessor_of_another_package() => Check("""
        -- main.go --
        package main

        import "example.com/app/hub"

        func main() {
        	h := hub.New(make(chan int))
        	go h.Serve()
        	h.In() <- 1
        }
        -- hub/hub.go --
        package hub

        type Hub struct{ in chan int }

        func New(in chan int) *Hub { return &Hub{in: in} }

        func (h *Hub) In() chan<- int { return h.in }

        func (h *Hub) Serve() { <-h.in }
        """, "Send main.go:8 of main.go:6, Receive hub.go:9 of main.go:6");

    [Fact]
    public void Types_of_one_name_in_two_packages_are_told_apart() => Check("""
        -- main.go --
        package main

        import other "example.com/app/hub"

        type Hub struct{ in chan int }

        func main() {
        	own := Hub{in: make(chan int)}
        	own.in <- 1
        	theirs := other.Hub{In: make(chan int)}
        	theirs.Take()
        }
        -- hub/hub.go --
        package hub

        type Hub struct{ In chan int }

        func (h Hub) Take() { <-h.In }
        """, "Send main.go:9 of main.go:8, Receive hub.go:5 of main.go:10");

    [Fact]
    public void A_variable_hides_the_package_of_its_name() => Check("""
        -- main.go --
        package main

        import "example.com/app/hub"

        type own struct{ C chan int }

        func main() {
        	_ = hub.C
        	hub := own{C: make(chan int)}
        	hub.C <- 1
        }
        -- hub/hub.go --
        package hub

        var C = make(chan int)

        func take() { <-C }
        """, "Send main.go:10 of main.go:9, Receive hub.go:5 of hub.go:3");

    [Fact]
    public void An_interface_of_one_package_means_the_methods_of_another() => Check("""
        -- main.go --
        package main

        import "example.com/app/hub"

        type sink struct{ out chan int }

        func (s *sink) Put(v int) { s.out <- v }

        func main() {
        	s := &sink{out: make(chan int)}
        	hub.Feed(s, s.out)
        }
        -- hub/hub.go --
        package hub

        type Sink interface{ Put(v int) }

        func Feed(to Sink, from chan int) {
        	go to.Put(1)
        	<-from
        }
        """, "Send main.go:7 of main.go:10, Receive hub.go:7 of main.go:10");

    [Fact]
    public void A_lock_that_another_package_takes_for_its_caller_is_held() => CheckHeld("""
        -- main.go --
        package main

        import "example.com/app/store"

        func main() {
        	s := &store.Store{}
        	s.Begin()
        	work()
        	s.End()
        	work()
        }

        func work() {}
        -- store/store.go --
        package store

        import "sync"

        type Store struct{ mu sync.Mutex }

        func (s *Store) Begin() { s.mu.Lock() }

        func (s *Store) End() { s.mu.Unlock() }
        """, "work", "8: mu; 10: ");

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void An_exported_field_is_out_of_reach_when_the_program_is_known(bool isProgram, bool expected)
    {
        var facts = FactsOf("""
            -- main.go --
            package main

            import "example.com/app/hub"

            func main() { hub.Run() }
            -- hub/hub.go --
            package hub

            type Hub struct{ In chan int }

            func Run() {
            	h := Hub{In: make(chan int)}
            	h.In <- 1
            }
            """, isProgram);
        var send = facts.Functions.SelectMany(function => function.Operations).Single(operation => operation.Kind == OperationKind.Send);
        Assert.Equal(expected, facts.IsExported(Assert.Single(send.Origins)));
    }

    [Fact]
    public void What_another_package_of_these_is_given_is_not_out_of_sight()
    {
        var facts = FactsOf("""
            -- main.go --
            package main

            import (
            	"os/signal"

            	"example.com/app/hub"
            )

            func main() {
            	own := make(chan int)
            	theirs := make(chan int)
            	hub.Take(own)
            	signal.Notify(theirs)
            }
            -- hub/hub.go --
            package hub

            func Take(from chan int) { <-from }
            """, isProgram: true);
        Assert.Equal([11], facts.HandedOn.Select(origin => origin.Line));
    }

    private static void Check(string module, string expected)
    {
        var operations = FactsOf(module, isProgram: true).Functions.SelectMany(function => function.Operations);
        Assert.Equal(expected, string.Join(", ", operations.Select(operation => $"{operation.Kind} {operation.File.Name}:{operation.Line} of {string.Join(" and ", operation.Origins.Select(origin => $"{origin.File.Name}:{origin.Line}"))}")));
    }

    private static void CheckHeld(string module, string callee, string expected)
    {
        var facts = FactsOf(module, isProgram: true);
        var calls = facts.Functions.SelectMany(function => function.Calls).Where(call => call.Callees.Exists(function => function.Name == callee));
        Assert.Equal(expected, string.Join("; ", calls.Select(call => $"{call.Line}: {string.Join(" ", facts.Locks.HeldAt(call.Function, call.Node).Select(held => held.Lock.Name))}")));
    }

    private static PackageFacts FactsOf(string module, bool isProgram)
    {
        var files = new ModuleText(module);
        var number = 0;
        return PackageFacts.OfSet(new PackageSet([.. files.PackageFoldersBelow("/app").Select(PackageIn)]) { IsProgram = isProgram });

        PackageSource PackageIn(string folder) => new([.. files.GoFilesIn(folder).Select(path => new SourceFile(path, GoParser.Parse(files.Read(path)!.Value, fileNumber: ++number)))])
        {
            ImportPath = folder == "/app" ? null : $"example.com{folder}",
        };
    }
}
