using System.Text;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Tests.Tokens;

public sealed class NameTableTests
{
    [Fact]
    public void A_name_has_one_number_wherever_it_stands()
    {
        var names = new NameTable();
        var source = "ctx, longerThanEightBytes, ctx, longerThanEightBytes"u8;
        Assert.Equal(names.NumberOf(source, 0, 3), names.NumberOf(source, 27, 30));
        Assert.Equal(names.NumberOf(source, 5, 25), names.NumberOf(source, 32, 52));
    }

    [Fact]
    public void Names_that_begin_and_end_alike_are_different_names()
    {
        var names = new NameTable();
        Assert.NotEqual(Number(names, "beginningAAAAtheending"), Number(names, "beginningBBBBtheending"));
    }

    [Fact]
    public void A_hundred_thousand_names_keep_theirs()
    {
        var names = new NameTable();
        var all = Enumerable.Range(0, 100_000).Select(i => i % 2 == 0 ? $"n{i}" : $"aLongerName{i}").ToList();
        var numbers = all.ConvertAll(name => Number(names, name));
        Assert.Equal(all.Count, numbers.Distinct().Count());
        Assert.Equal(all, numbers.ConvertAll(number => names[number]));
        Assert.Equal(numbers, all.ConvertAll(name => Number(names, name)));
    }

    [Fact]
    public void Of_files_with_numbers_no_two_names_hash_alike()
    {
        var names = new NameTable();
        var idents = new[] { "package p; var a, b = c, d", "package p; func f(a int) int { return a }" }
            .SelectMany((text, i) => GoParser.Parse(Encoding.UTF8.GetBytes(text), names, fileNumber: i + 1).Decls).SelectMany(decl => decl.Descend(_ => true)).OfType<Ident>().ToList();
        Assert.Equal(idents.Count, idents.Select(ident => ident.GetHashCode()).Distinct().Count());
    }

    [Theory]
    [InlineData("go", Token.Go)]
    [InlineData("fallthrough", Token.Fallthrough)]
    [InlineData("goto", Token.Goto)]
    [InlineData("gotos", Token.Ident)]
    [InlineData("any", Token.Ident)]
    public void Keywords_are_no_names(string text, Token expected) => Assert.Equal(expected, NameTable.TokenOf(Number(new(), text)));

    private static int Number(NameTable names, string name) => names.NumberOf(Encoding.UTF8.GetBytes(name));
}
