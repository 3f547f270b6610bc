using System.CommandLine;
using Unpark.Cli.Syntax;

namespace Unpark.Tests.Cli;

/// <summary>Words of a command that hands on what is not its own.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("./...", "-- ./...")]
    [InlineData("-race ./pkg --settle 2s -run Foo", "--settle 2s -- -race ./pkg -run Foo")]
    [InlineData("--settle=2s ./pkg", "--settle=2s -- ./pkg")]
    [InlineData("-settle 2s", "-- -settle 2s")]
    [InlineData("--quiet ./pkg", "--quiet -- ./pkg")]
    [InlineData("--count 2", "-- --count 2")]
    [InlineData("./pkg -args --settle 2s", "-- ./pkg -args --settle 2s")]
    [InlineData("./pkg --args --settle 2s", "-- ./pkg --args --settle 2s")]
    [InlineData("--settle", "--settle --")]
    [InlineData("", "--")]
    public void Own_options_come_first_and_all_other_words_keep_their_order(string words, string expected)
    {
        Option[] own = [new Option<string>("--settle"), new Flag("--quiet")];
        Assert.Equal(expected, string.Join(' ', Words.OwnFirst(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), own)));
    }
}
