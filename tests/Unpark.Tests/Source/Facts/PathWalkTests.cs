using System.Text;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;

namespace Unpark.Tests.Source.Facts;

/// <summary>Ways out of a function, from begin() on, that do not come past want().</summary>
public sealed class PathWalkTests
{
    [Theory]
    [InlineData("begin()\nif a {\n\treturn\n}\nwant()", "4: return")]
    [InlineData("begin()\nwant()", "")]
    [InlineData("if a {\n\treturn\n}\nbegin()\nwant()", "")]
    [InlineData("begin()\ndefer want()\nif a {\n\treturn\n}", "")]
    [InlineData("defer want()\nbegin()\nreturn", "")]
    [InlineData("begin()\nif a {\n\twant()\n}", "3: if a {")]
    [InlineData("begin()\nselect {\ncase <-c:\n\twant()\ncase <-d:\n}", "1: package p; func f() {")]
    [InlineData("begin()\nselect {\ncase <-want():\ncase <-d:\n}", "5: case <-d:")]
    [InlineData("begin()\nselect {\ncase <-want():\ncase <-d:\n\tif a {\n\t\treturn\n\t}\n\twant()\n}", "7: return")]
    [InlineData("begin()\nfor i := 0; i < n; i++ {\n\twant()\n}", "")]
    [InlineData("begin()\nfor want() {\n\tb()\n}", "")]
    [InlineData("begin()\nfor {\n\tif a {\n\t\tbreak\n\t}\n\twant()\n}", "5: break")]
    [InlineData("for i := range n {\n\tbegin()\n\tif a {\n\t\tcontinue\n\t}\n\twant()\n}\nreturn", "5: continue")]
    [InlineData("begin()\nfor i := range n {\n\tif a {\n\t\tcontinue\n\t}\n\tb()\n}\nif c {\n\treturn\n}\nwant()", "10: return")]
    [InlineData("begin()\nswitch a {\ncase 1:\n\treturn\ndefault:\n\twant()\n}", "5: return")]
    [InlineData("begin()\nif a {\n\tpanic(a)\n}\nwant()", "")]
    [InlineData("begin()\nif a {\n\tt.Fatal(a)\n}\nwant()", "4: t.Fatal(a)")]
    public void A_way_out_without_it_is_found_with_who_is_to_blame(string body, string expected)
    {
        var (source, function) = Read(body);
        Assert.Equal(expected, Text(source, PathWalk.ExitsWithout(function, Calls(function, "begin"), Calls(function, "want"))));
    }

    [Theory]
    [InlineData("for {\n\tbegin()\n\tif a {\n\t\tcontinue\n\t}\n\twant()\n}", "5: continue")]
    [InlineData("for {\n\tbegin()\n\twant()\n}", "")]
    public void A_round_that_begins_again_without_it_is_found(string body, string expected)
    {
        var (source, function) = Read(body);
        var exits = PathWalk.ExitsAndRoundsWithout(function, Calls(function, "begin").First(), Calls(function, "want"));
        Assert.Equal(expected, Text(source, exits));
    }

    private static (Unpark.Source.SourceFile Source, Function Function) Read(string body)
    {
        var source = new Unpark.Source.SourceFile("/p.go", GoParser.Parse(Encoding.UTF8.GetBytes($"package p; func f() {{\n{body}\n}}")));
        return (source, PackageFacts.Of(new([source])).Functions[0]);
    }

    private static string Text(Unpark.Source.SourceFile source, IEnumerable<Exit> exits) =>
        string.Join("; ", exits.Select(exit => $"{source.LineOf(exit.Culprit)}: {source.Syntax.Source.Line(source.LineOf(exit.Culprit)).Trim()}"));

    private static IEnumerable<Node> Calls(Function function, string name) =>
        function.Body!.Descend().Where(node => node is CallExpr { Fun: Ident ident } && ident.Name == name);
}
