using System.Text;

namespace Unpark.GoSyntax.Tests.Parsing;

/// <summary>Source that nobody writes, unless to break a parser.</summary>
public sealed class BoundsTests
{
    private const int Many = 200_000;

    [Theory]
    [InlineData("var x = ", "(", "1", ")")]
    [InlineData("var x = ", "- ", "1", "")]
    [InlineData("var x = ", "f(", "", ")")]
    [InlineData("var x = ", "[]T{", "", "}")]
    [InlineData("var x = T", "{", "", "}")]
    [InlineData("var x ", "[]", "int", "")]
    [InlineData("var x ", "T[", "int", "]")]
    [InlineData("var x ", "func(", "", ")")]
    [InlineData("type T struct { ", "*(", "T", ")")]
    [InlineData("type T interface { ", "(", "T", ")")]
    [InlineData("var x = ", "func() { _ = ", "1", "}")]
    [InlineData("func f() { ", "{", "", "}")]
    [InlineData("func f() { ", "l:", "", "}")]
    [InlineData("func f() { ", "if x {} else ", "{}", "")]
    [InlineData("func f() { ", "for x {", "", "}")]
    [InlineData("func f() { ", "switch { case x: ", "", "}")]
    [InlineData("var x = ", "<-", "c", "")]
    [InlineData("var x ", "chan<- ", "int", "")]
    public void Nesting_without_end_stops_at_the_limit_and_says_so(string before, string open, string inside, string close)
    {
        var source = new StringBuilder("package p\n").Append(before).Insert(before.Length + 10, open, Many).Append(inside);
        for (var i = 0; i < Many; i++) source.Append(close);
        Check(source.ToString(), "ParseLimits.MaxDepth");
    }

    [Theory]
    [InlineData("+ x")]
    [InlineData(".y")]
    [InlineData("(1)")]
    [InlineData("[0]")]
    public void A_chain_without_end_stops_at_the_limit_and_says_so(string link) =>
        Check(new StringBuilder("package p\nvar v = x ").Insert(20, link, Many).ToString(), "ParseLimits.MaxChain");

    [Fact]
    public void A_chain_below_the_limit_can_be_walked()
    {
        var file = Shape.Parse(new StringBuilder("package p\nvar v = x").Insert(19, " + x", 9_000).ToString());
        Assert.Empty(file.Errors);
        Assert.Equal(9_001, file.Descend().Count(node => node is Expressions.Ident { Name: "x" }));
        Assert.All(file.Decls, decl => Assert.True(decl.Pos < decl.End));
    }

    [Fact]
    public void A_file_above_the_limit_is_not_read()
    {
        var file = GoParser.Parse("package p\nvar x = 1\n"u8.ToArray(), limits: new() { MaxBytes = 10 });
        Assert.Contains("ParseLimits.MaxBytes", Assert.Single(file.Errors).Message, StringComparison.Ordinal);
        Assert.Empty(file.Decls);
    }

    [Fact]
    public void Errors_are_kept_up_to_the_limit() =>
        Assert.Equal(100, Shape.Parse("package p\n" + string.Concat(Enumerable.Repeat("func f() { x := }\n", 1000))).Errors.Length);

    private static void Check(string source, string limit)
    {
        var file = Shape.Parse(source);
        Assert.Contains(file.Errors, error => error.Message.Contains(limit, StringComparison.Ordinal));
        Assert.True(file.Descend().Count() < source.Length);
    }
}
