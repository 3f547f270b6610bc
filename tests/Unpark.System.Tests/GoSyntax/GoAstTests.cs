using System.Text;
using Unpark.GoSyntax;

namespace Unpark.Tests.GoSyntax;

/// <summary>On every file, <see cref="GoParser"/> finds errors exactly where go/parser does, and otherwise the same tree to the last position.</summary>
public sealed class GoAstTests
{
    [GoFact(NewestAtLeast = 27)]
    public void The_whole_source_of_Go_has_the_trees_of_go_ast() => Check(GoSources.OfGo, atLeast: 10_000);

    [LibraryFact]
    public void A_dozen_libraries_have_the_trees_of_go_ast() => Check(GoSources.OfLibraries, atLeast: 1000);

    [GoFact(NewestAtLeast = 27)]
    public void Damaged_files_have_errors_exactly_where_go_parser_finds_some()
    {
        using var folder = new TestFolder();
        var sources = GoSources.OfGo.Where(path => new FileInfo(path).Length < 20_000).ToList();
        Check([.. Enumerable.Range(0, 3000).Select(seed => folder.Write($"{seed}.go", new Mutator(seed).Damage(System.IO.File.ReadAllBytes(sources[seed * 7919 % sources.Count]))))], atLeast: 3000);
    }

    private static void Check(IReadOnlyList<string> files, int atLeast)
    {
        Assert.True(files.Count >= atLeast, $"{files.Count} files");
        var answers = GoParserProgram.Ask(files);
        var differences = files.Zip(answers).AsParallel().AsOrdered()
            .Select(pair => Difference(pair.First, pair.Second)).OfType<string>().Take(20).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static string? Difference(string path, GoParserAnswer answer)
    {
        var file = GoParser.Parse(System.IO.File.ReadAllBytes(path));
        if (answer.ErrorAt is not null != !file.Errors.IsEmpty) return $"{path}: go/parser says {answer.Line}, we say {(file.Errors is [var error, ..] ? $"{error}" : "nothing")}";
        if (answer.ErrorAt is not null) return null;
        var ours = SyntaxDump.Of(file);
        return Hash(ours.Span) == answer.Tree ? null : $"{path}: {FirstDifference(Encoding.UTF8.GetString(ours.Span), GoParserProgram.TreeOf(path))}";
    }

    private static string FirstDifference(string ours, string theirs)
    {
        var (left, right) = (ours.Split('\n'), theirs.Split('\n'));
        var line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"expected {right.ElementAtOrDefault(line)}, found {left.ElementAtOrDefault(line)}";
    }

    // FNV-1a, 64 bits
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = 14695981039346656037;
        foreach (var b in text) hash = (hash ^ b) * 1099511628211;
        return hash;
    }
}

/// <summary>A test that needs Go 1.27 and the source of libraries.</summary>
internal sealed class LibraryFactAttribute : FactAttribute
{
    public LibraryFactAttribute()
    {
        if (GoToolchain.Installed.Count == 0) Skip = GoTheoryAttribute.NoGo;
        else if (GoToolchain.Newest.Minor < 27) Skip = $"needs Go 1.27 or later; the newest installed is {GoToolchain.Newest}";
        else if (GoSources.OfLibraries.Count == 0) Skip = "no Go libraries on this machine; ./test fetches a dozen";
    }
}
