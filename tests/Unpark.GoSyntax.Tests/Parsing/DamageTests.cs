using System.Diagnostics;
using Unpark.GoSyntax.Expressions;
using Unpark.Tests;

namespace Unpark.GoSyntax.Tests.Parsing;

/// <summary>Whatever is done to real source, it is parsed without an exception, in bounded time, to a tree within its bounds.</summary>
public sealed class DamageTests
{
    private const int Rounds = 1500;

    /// <summary>A thousand times what a file takes, for a machine that is busy with other things.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly byte[][] Corpus = [.. Files("samples").Concat(Files("bench")).Concat(Files("tests")).Select(System.IO.File.ReadAllBytes)];

    [Fact]
    public void The_Go_files_of_this_project_have_no_errors()
    {
        Assert.True(Corpus.Length > 20);
        Assert.All(Corpus, source => Assert.Empty(GoParser.Parse(source).Errors));
    }

    [Fact]
    public void Damaged_source_keeps_its_bounds()
    {
        for (var seed = 0; seed < Rounds; seed++) Check(new Mutator(seed).Damage(Corpus[seed * 7919 % Corpus.Length]));
    }

    [Fact]
    public void Source_cut_anywhere_keeps_its_bounds()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var source = Corpus[seed * 7919 % Corpus.Length];
            Check(source[..new Random(seed).Next(source.Length)]);
        }
    }

    [Fact]
    public void Tokens_thrown_together_keep_their_bounds()
    {
        string[] words = ["func", "f", "(", ")", "{", "}", "[", "]", "x", ",", ";", "\n", ":", ":=", "=", ".", "...", "<-", "chan", "*", "|", "~", "type", "struct", "interface",
            "if", "else", "for", "range", "switch", "select", "case", "default", "go", "defer", "return", "goto", "var", "const", "import", "map", "1", "\"s\"", "// c\n", "/*\n*/"];
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            Check(System.Text.Encoding.ASCII.GetBytes("package p\n" + string.Join(' ', random.GetItems(words, random.Next(1, 80)))));
        }
    }

    private static void Check(byte[] source)
    {
        if (source.Length == 0) return;
        var watch = Stopwatch.StartNew();
        var file = GoParser.Parse(source);
        foreach (var node in file.Descend())
        {
            if (node is File) continue;
            Assert.True(node.Pos.Offset >= 0 && node.Pos <= node.End && node.End.Offset <= source.Length, $"{node.GetType().Name} from {node.Pos} to {node.End} of {source.Length}");
            if (node is BasicLit literal) Assert.Equal(literal.Value.Length == 0, literal.Pos == literal.End);
        }
        Assert.All(file.Errors, error => Assert.InRange(error.Pos.Offset, 0, source.Length));
        Assert.True(watch.Elapsed < Patience);
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(TestData.Root, folder), "*.go", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
