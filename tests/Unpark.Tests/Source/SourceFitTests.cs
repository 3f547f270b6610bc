using System.Text;
using Unpark.GoSyntax;
using Unpark.Source;

namespace Unpark.Tests.Source;

public sealed class SourceFitTests
{
    private const string Text = """
        package main

        type Store[T any] struct{ out chan T }

        func (s *Store[T]) Put(v T) {
        	s.out <- v
        }

        func main() {
        	done := make(chan bool)
        	go func() {
        		work()
        		<-done
        	}()
        	select {
        	case <-done:
        	}
        }

        var run = func() {
        	work()
        }
        """;

    [Theory]
    [InlineData("main.(*Store[...]).Put", 6, SourceOperation.Send)]
    [InlineData("main.main", 15, SourceOperation.Select)]
    [InlineData("main.main", 12, SourceOperation.Any)]
    [InlineData("main.main.func1", 13, SourceOperation.Receive)]
    [InlineData("main.main.func1", 12, SourceOperation.Call)]
    [InlineData("main.other.main.func2", 13, SourceOperation.Receive)]
    [InlineData("main.init.func1", 21, SourceOperation.Call)]
    [InlineData("main.glob..func1", 21, SourceOperation.Call)]
    public void A_frame_fits_where_its_function_does_what_it_waits_in(string function, int line, SourceOperation operation) => Check(function, line, operation, null);

    [Theory]
    [InlineData("main.(*Store[...]).Put", 400, SourceOperation.Any, "it has 22 lines, the evidence names line 400")]
    [InlineData("main.main", 6, SourceOperation.Any, "line 6 is in Store.Put, not in main.main")]
    [InlineData("main.(*Other).Put", 6, SourceOperation.Send, "line 6 is in Store.Put, not in main.(*Other).Put")]
    [InlineData("main.(*Store[...]).Put", 6, SourceOperation.Receive, "line 6 holds no receive")]
    [InlineData("main.main", 10, SourceOperation.Send, "line 10 holds no send")]
    [InlineData("main.main", 8, SourceOperation.Any, "line 8 is in no function")]
    [InlineData("main.main", 0, SourceOperation.Any, "the evidence names no line")]
    public void Otherwise_the_file_is_refused_with_the_reason(string function, int line, SourceOperation operation, string expected) => Check(function, line, operation, expected);

    [Fact]
    public void A_file_of_another_package_is_no_main() =>
        Assert.Equal("it is of package p, not main", SourceFit.Refusal(GoParser.Parse("package p\nfunc main() {}\n"u8.ToArray()), new("main.main", "/p.go", 2), SourceOperation.Any));

    private static void Check(string function, int line, SourceOperation operation, string? expected) =>
        Assert.Equal(expected, SourceFit.Refusal(GoParser.Parse(Encoding.UTF8.GetBytes(Text)), new(function, "/app/main.go", line), operation));
}
