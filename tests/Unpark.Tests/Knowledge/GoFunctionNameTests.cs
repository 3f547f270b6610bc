using Unpark.Knowledge.Frames;

namespace Unpark.Tests.Knowledge;

public class GoFunctionNameTests
{
    [Theory]
    [InlineData("main.main", "main.main")]
    [InlineData("example.com/leaky/queue.(*Queue[...]).Push", "example.com/leaky/queue.(*Queue[...]).Push")]
    [InlineData("main.s.val", "main.s.val")]
    [InlineData("net/http.HandlerFunc.ServeHTTP", "net/http.HandlerFunc.ServeHTTP")]
    public void A_named_function_is_its_own_outer_function(string function, string outer) => Check(function, outer);

    [Theory]
    [InlineData("main.leakAll.func1", "main.leakAll")]
    [InlineData("main.nested.func1.1", "main.nested")]
    [InlineData("main.(*s).run.func2", "main.(*s).run")]
    [InlineData("main.init.0.func1", "main.init")]
    [InlineData("main.start.gowrap1", "main.start")]
    [InlineData("main.start.deferwrap2", "main.start")]
    [InlineData("main.(*s).run-fm", "main.(*s).run")]
    [InlineData("example.com/a/expirable.NewLRU[...].func1", "example.com/a/expirable.NewLRU[...]")]
    public void A_closure_belongs_to_the_function_it_is_written_in(string function, string outer) => Check(function, outer);

    [Theory]
    [InlineData("main.main.func3-range1", "main.main-range1")]
    [InlineData("main.main.func4-range1.1", "main.main.func2")]
    [InlineData("main.main.inl.func7.1", "main.inl.func1.1")]
    [InlineData("main.glob..func1", "main.init.func1")]
    public void Closures_that_versions_name_differently_have_one_outer_function(string older, string newer) =>
        Assert.Equal(GoFunctionName.Parse(older).Outer, GoFunctionName.Parse(newer).Outer);

    [Theory]
    [InlineData("gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun", "gopkg.in/natefinch/lumberjack.v2", "lumberjack.v2.(*Logger).millRun")]
    [InlineData("github.com/redis/go-redis/v9.(*channel).initMsgChan.func1", "github.com/redis/go-redis/v9", "go-redis/v9.(*channel).initMsgChan.func1")]
    [InlineData("example.com/sub.pkg/v2.Block", "example.com/sub.pkg/v2", "sub.pkg/v2.Block")]
    [InlineData("example.com/gr%c3%bcn.F", "example.com/grün", "grün.F")]
    public void Escapes_of_the_linker_are_undone_for_people(string function, string package, string shortName)
    {
        Assert.Equal(package, GoFunctionName.Parse(function).PackagePath);
        Assert.Equal(shortName, GoFunctionName.Short(function));
    }

    [Theory]
    [InlineData("main.start.gowrap1", true)]
    [InlineData("main.start.func2.gowrap12", true)]
    [InlineData("main.start.deferwrap1", false)]
    [InlineData("main.gowrap", false)]
    [InlineData("main.start.func1", false)]
    public void A_go_statement_has_a_function_of_its_own(string function, bool isStart) => Assert.Equal(isStart, GoFunctionName.IsStartOfGoroutine(function));

    [Theory]
    [InlineData("")]
    [InlineData("_cgoexp_12ab")]
    [InlineData(".")]
    [InlineData("a/b.")]
    [InlineData("[](.%")]
    [InlineData("x.(*y")]
    public void Any_text_has_a_name(string function) => Assert.NotNull(GoFunctionName.Parse(function).Outer);

    private static void Check(string function, string outer) => Assert.Equal(outer, GoFunctionName.Parse(function).Outer);
}
