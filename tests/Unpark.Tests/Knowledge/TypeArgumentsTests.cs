using Unpark.Knowledge.Frames;

namespace Unpark.Tests.Knowledge;

public class TypeArgumentsTests
{
    [Theory]
    [InlineData("main.work", "main.work")]
    [InlineData("example.com/q.(*Queue[go.shape.*uint8]).Push", "example.com/q.(*Queue[...]).Push")]
    [InlineData("example.com/q.(*Queue[...]).Push", "example.com/q.(*Queue[...]).Push")]
    [InlineData("main.Map[go.shape.string,map[string][]int].func1", "main.Map[...].func1")]
    [InlineData("main.Two[int].Of[string]", "main.Two[...].Of[...]")]
    [InlineData("main.odd]name", "main.odd]name")]
    public void A_generic_function_has_one_name_for_all_its_shapes(string function, string elided) =>
        Assert.Equal(elided, TypeArguments.Elide(function));
}
