using System.Text;
using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Declarations;

namespace Unpark.GoSyntax.Tests.Comments;

public sealed class CommentTests
{
    [Fact]
    public void The_comment_right_above_documents() => Check("// A doc.\n// B doc.\nvar x int\n", "// A doc.|// B doc.", null);

    [Fact]
    public void An_empty_line_below_a_comment_parts_it_from_the_declaration() => Check("// apart\n\nvar x int\n", null, null);

    [Fact]
    public void The_comment_behind_belongs_to_its_line() => Check("var x int // behind\n", null, "// behind");

    [Fact]
    public void A_comment_between_the_parts_of_a_line_is_neither() => Check("var /* between */ x int\n", null, null);

    [Fact]
    public void Carriage_returns_are_no_part_of_a_comment() => Check("// doc\r\nvar x int\r\n", "// doc", null);

    [Fact]
    public void Every_comment_is_in_the_file_once()
    {
        var file = Parse("// doc\nvar x int // behind\n// free\n\n/* a\nb */\nfunc f() {\n\t// inside\n}\n");
        Assert.Equal(["// doc", "// behind", "// free", "/* a\nb */", "// inside"], file.Comments.Select(Text));
    }

    private static void Check(string declaration, string? doc, string? comment)
    {
        var decl = Assert.IsType<GenDecl>(Assert.Single(Parse(declaration).Decls));
        Assert.Equal(doc, Text(decl.Doc));
        Assert.Equal(comment, Text(Assert.IsType<ValueSpec>(Assert.Single(decl.Specs)).Comment));
    }

    private static File Parse(string text) => GoParser.Parse(Encoding.UTF8.GetBytes("package p\n\n" + text));

    private static string? Text(CommentGroup? group) => group is null ? null : string.Join('|', group.List.Select(comment => comment.Text));
}
