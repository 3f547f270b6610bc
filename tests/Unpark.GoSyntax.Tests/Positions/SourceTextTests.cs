using System.Text;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Tests.Positions;

public sealed class SourceTextTests
{
    [Theory]
    [InlineData("a\nbc\n", 0, "1:1")]
    [InlineData("a\nbc\n", 1, "1:2")]
    [InlineData("a\nbc\n", 3, "2:2")]
    [InlineData("a\nbc\n", 5, "3:1")]
    [InlineData("a\r\nb", 3, "2:1")]
    [InlineData("é\tx", 3, "1:4")]
    [InlineData("", 0, "1:1")]
    public void Lines_and_columns_count_from_one_and_columns_in_bytes(string source, int offset, string expected) =>
        Assert.Equal(expected, Text(source).PositionOf(new(offset)).ToString());

    [Fact]
    public void A_line_comes_without_its_end()
    {
        var text = Text("package p\r\n\nfunc f() {}");
        Assert.Equal(["package p", "", "func f() {}"], Enumerable.Range(1, text.LineCount).Select(text.Line));
    }

    private static SourceText Text(string source) => new(Encoding.UTF8.GetBytes(source));
}
