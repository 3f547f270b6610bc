using Unpark.GoSyntax.Declarations;

namespace Unpark.GoSyntax.Tests.Parsing;

/// <summary>A file somebody is editing.</summary>
public sealed class BrokenSourceTests
{
    [Theory]
    [InlineData("func f() {\n\tx := \n}\n", "3:1: expected an operand, found '}'")]
    [InlineData("func f() {\n\tg(a\n}\n", "2:5: expected ',' at the end of a line in a list of arguments")]
    [InlineData("func f() {\n\tgo g\n}\n", "2:5: expected a call behind 'go'")]
    [InlineData("func f()\n{\n}\n", "2:1: the '{' of a function stands on the line of its name")]
    [InlineData("x := 1\n", "1:1: expected a declaration, found x")]
    [InlineData("var x int\nimport \"fmt\"\n", "2:1: imports stand before other declarations")]
    [InlineData("func f() {", "1:11: expected '}', found end of file")]
    [InlineData("func f() { if x := 1 {} }", "1:15: expected a condition, found a statement; a composite literal here needs parentheses")]
    [InlineData("func f() { switch v = x.(type) {} }", "1:21: expected ':=', found '='")]
    public void The_first_error_says_where_what_was_expected_and_what_was_found(string source, string expected)
    {
        var file = Shape.Parse($"package p; {source}");
        var (error, at) = (file.Errors[0], file.Source.PositionOf(file.Errors[0].Pos));
        Assert.Equal(expected, $"{at.Line}:{(at.Line == 1 ? at.Column - "package p; ".Length : at.Column)}: {error.Message}");
    }

    [Theory]
    [InlineData("func f() {\n\tx := \n\ty := 2\n}\n\nfunc g() {}\n")]
    [InlineData("func f() {\n\tfor i := range {\n\t}\n}\n\nfunc g() {}\n")]
    [InlineData("func f() {\n\tif x {\n\t\tch <- 1\n}\n\nfunc g() {}\n")]
    [InlineData("func f() {\n\tif x {\n\t}}}\n}\n\nfunc g() {}\n")]
    [InlineData("func f() {\n\tch <- \n}\n\ntype T struct {\n\ta int b\n}\n\nfunc g() {}\n")]
    [InlineData("var x = [\n\nfunc f() {}\n\nfunc g() {}\n")]
    public void The_functions_around_an_error_are_in_the_tree(string source)
    {
        var file = Shape.Parse($"package p\n\n{source}");
        Assert.NotEmpty(file.Errors);
        Assert.Equal(["f", "g"], file.Decls.OfType<FuncDecl>().Select(func => func.Name.Name));
    }

    [Fact]
    public void A_statement_after_a_broken_one_is_in_the_tree()
    {
        var file = Shape.Parse("package p\nfunc f() {\n\tx := = 1\n\tch <- 1\n\tdefer (g)\n\tgo h()\n}\n");
        Assert.Equal(["SendStmt(ch, 1)", "GoStmt(CallExpr(h))"],
            ((FuncDecl)file.Decls[0]).Body!.List.Where(stmt => stmt is Statements.SendStmt or Statements.GoStmt).Select(Shape.Of));
    }

    [Fact]
    public void An_empty_file_has_no_package()
    {
        var file = Shape.Parse("");
        Assert.Equal("expected 'package', found end of file", Assert.Single(file.Errors).Message);
        Assert.Empty(file.Decls);
    }
}
