using System.Text;
using Unpark.GoSyntax;
using Unpark.Patches.Editing;
using Unpark.Source;

namespace Unpark.Tests.Patches;

/// <summary>A draft looks at the declarations it changes only: what comes of it is the same as of the whole file.</summary>
public sealed class FilePartTests
{
    private const string Code = """
        package p

        import "time" // for sleeping

        // before stands above a function that ends in a comment.
        func before() { time.Sleep(1) } // a
        func wait() { time.Sleep(22) }  // b

        func send(done bool) chan int {
        	c := make(chan int) // one
        	total := 22         // two
        	if done {
        		return nil
        	}
        	return c
        }

        var last = 1
        """;

    [Fact]
    public void A_change_inside_a_function() => Check("make(chan int)", "make(chan int, 1)");

    [Fact]
    public void A_change_that_moves_the_comment_of_the_declaration_above() => Check("time.Sleep(22)", "time.Sleep(2)");

    [Fact]
    public void A_change_that_takes_a_line_away() => Check("\t\treturn nil\n", "");

    [Fact]
    public void A_change_that_adds_lines_like_those_around() => Check("\treturn c\n", "\tif done {\n\t\treturn nil\n\t}\n\treturn c\n");

    [Fact]
    public void Changes_of_two_declarations() => Check("total := 22", "total := 2", "last = 1", "last = 2");

    [Fact]
    public void A_change_between_declarations() => Check("\n// before", "\nvar first = 1\n\n// before");

    [Fact]
    public void A_change_of_the_imports() => Check("import \"time\"", "import t \"time\"");

    [Fact]
    public void Only_the_declaration_is_looked_at()
    {
        var (file, changes) = Changed(["total := 22", "total := 2"]);
        Assert.StartsWith("package p\nfunc send(", FilePart.Around(file, changes).Before, StringComparison.Ordinal);
        Assert.EndsWith("return c\n}\n", FilePart.Around(file, changes).Before, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_longer_Go_gives_no_edits()
    {
        var (file, changes) = Changed(["return c", "return c }"]);
        Assert.Null(Draft.EditsOf(FilePart.Around(file, changes), changes));
        Assert.Null(Draft.EditsOf(FilePart.Whole(file), changes));
    }

    private static void Check(params string[] fromAndTo)
    {
        var (file, changes) = Changed(fromAndTo);
        var whole = Draft.EditsOf(FilePart.Whole(file), changes)!.ToList();
        Assert.NotEmpty(whole);
        Assert.Equal(whole, Draft.EditsOf(FilePart.Around(file, changes), changes));
    }

    private static (SourceFile File, IReadOnlyList<TextChange> Changes) Changed(string[] fromAndTo)
    {
        var file = new SourceFile("/p.go", GoParser.Parse(Encoding.UTF8.GetBytes(Code)));
        return (file, [.. fromAndTo.Chunk(2).Select(pair => new TextChange(Code.IndexOf(pair[0], StringComparison.Ordinal), pair[0].Length, pair[1]))]);
    }
}
