using Unpark.GoSyntax.Declarations;

namespace Unpark.GoSyntax.Tests.Parsing;

/// <summary>That every tree is that of go/ast is checked against Go itself (Unpark.System.Tests); these are the cases one can get wrong.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("a + b * c == d && e || f", "((((a + (b * c)) == d) && e) || f)")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a &^ b << c | d", "(((a &^ b) << c) | d)")]
    [InlineData("-x * *p", "((- x) * StarExpr(p))")]
    [InlineData("!<-done", "(! (<- done))")]
    public void Operators_bind_as_the_language_says(string source, string expected) => Check(source, expected);

    [Theory]
    [InlineData("(<-chan int)(x)", "CallExpr(ParenExpr(ChanType(int)), x)")]
    [InlineData("(<-chan<- chan int)(x)", "CallExpr(ParenExpr(ChanType(ChanType(int))), x)")]
    public void An_arrow_before_chan_belongs_to_the_type(string source, string expected) => Check(source, expected);

    [Theory]
    [InlineData("f[int](x)", "CallExpr(IndexExpr(f, int), x)")]
    [InlineData("f[int, string](x)", "CallExpr(IndexListExpr(f, int, string), x)")]
    [InlineData("m[k][i:j:n]", "SliceExpr(IndexExpr(m, k), i, j, n)")]
    [InlineData("x.(T).y", "SelectorExpr(TypeAssertExpr(x, T), y)")]
    [InlineData("append(a, b...)", "CallExpr(append, a, b)")]
    [InlineData("Pair[int, string]{1, `a`}", "CompositeLit(IndexListExpr(Pair, int, string), 1, `a`)")]
    public void What_follows_an_operand_is_taken_from_the_left(string source, string expected) => Check(source, expected);

    [Theory]
    [InlineData("[]T{{1}, {a: 2}}", "CompositeLit(ArrayType(T), CompositeLit(1), CompositeLit(KeyValueExpr(a, 2)))")]
    [InlineData("[...]int{5: 1}", "CompositeLit(ArrayType(Ellipsis(), int), KeyValueExpr(5, 1))")]
    [InlineData("struct{ x int }{1}", "CompositeLit(StructType(FieldList(Field(x, int))), 1)")]
    [InlineData("func(a, b int) (c error) { return }", "FuncLit(FuncType(FieldList(Field(a, b, int)), FieldList(Field(c, error))), BlockStmt(ReturnStmt()))")]
    public void Literals_are_read_with_their_types(string source, string expected) => Check(source, expected);

    private static void Check(string source, string expected)
    {
        var file = Shape.Parse($"package p\nvar v = {source}\n");
        Assert.Empty(file.Errors);
        Assert.Equal(expected, Shape.Of(Value(file)));
    }

    private static Expressions.Expr Value(File file) => ((ValueSpec)((GenDecl)file.Decls[0]).Specs[0]).Values[0];
}
