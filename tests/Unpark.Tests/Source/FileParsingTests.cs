using System.Text;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Tokens;
using Unpark.Source;

namespace Unpark.Tests.Source;

public sealed class FileParsingTests
{
    [Fact]
    public void A_few_small_files_are_parsed_as_they_are_one_by_one() => Check(files: 3);

    [Fact]
    public void Many_files_parsed_side_by_side_are_the_same_and_in_the_same_order() => Check(files: 200);

    private static void Check(int files)
    {
        (string Path, ReadOnlyMemory<byte> Bytes)[] sources = [.. Enumerable.Range(0, files).Select(i => ($"/p/{i}.go", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(Source(i))))];
        Assert.Equal(sources.Select(source => $"{source.Path} {Shape(GoParser.Parse(source.Bytes))}"), FileParsing.Parse(sources, new NameTable()).Select(file => $"{file.Path} {Shape(file.Syntax)}"));
    }

    private static string Source(int number) =>
        $"package p\n\n{string.Concat(Enumerable.Range(0, 20 + (number % 7)).Select(i => $"func f{number}_{i}(ctx context.Context) int {{\n\tresults := make(chan int)\n\tgo func() {{ results <- {i} }}()\n\treturn <-results\n}}\n\n"))}";

    private static string Shape(Node file) => string.Join(' ', file.Descend().Select(node => $"{node.GetType().Name}{(node is Ident name ? name.Name : "")}@{node.Pos.Offset}-{node.End.Offset}"));
}
