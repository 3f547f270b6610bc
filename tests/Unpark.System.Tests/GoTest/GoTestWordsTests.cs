using Unpark.Collectors.GoTest;

namespace Unpark.Tests.GoTest;

public sealed class GoTestWordsTests
{
    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("-race -run Fetch ./queue ./store", "-race -run Fetch", "./queue ./store", "")]
    [InlineData("./queue -run=Fetch -v", "-run=Fetch -v", "./queue", "")]
    [InlineData("-v ./queue -args --format ./mine", "-v", "./queue", "-args --format ./mine")]
    [InlineData("./queue -format mine -v", "", "./queue", "-format mine -v")]
    [InlineData("./queue -short other", "-short", "./queue", "other")]
    [InlineData("--count 3 -test.run X --race ./...", "--count 3 -test.run X --race", "./...", "")]
    [InlineData("-count", "-count", "", "")]
    public void Flags_packages_and_other_words_are_told_apart_as_go_does(string words, string flags, string packages, string others) =>
        Assert.Equal((flags, packages, others), Of(words) is var parts ? (Text(parts.Flags), Text(parts.Packages), Text(parts.Others)) : default);

    [Theory]
    [InlineData("-race -run Fetch -count=20 -coverprofile c.out -json ./...", "-race -count=1 -run=^TestA$/^b\\[1]$ example.com/a")]
    [InlineData("-tags x -bench . -cpu 1 -timeout 9s ./a -args z", "-tags x -timeout 9s -count=1 -run=^TestA$/^b\\[1]$ example.com/a -args z")]
    public void A_test_alone_keeps_what_does_not_choose_tests(string words, string expected) =>
        Assert.Equal(expected, Text(Of(words).Alone("example.com/a", "TestA/b[1]")));

    [Fact]
    public void A_benchmark_alone_runs_no_test() =>
        Assert.Equal("-count=1 -run=^$ -bench=^BenchmarkA$ a", Text(Of("").Alone("a", "BenchmarkA")));

    [Fact]
    public void Again_is_the_same_tests_more_often() =>
        Assert.Equal("-run Fetch -count=4 -cpu=1,2 ./... -args z", Text(Of("-run Fetch -cpu=9 -v -o x ./... -args z").Again(4, "1,2")));

    private static GoTestWords Of(string words) => GoTestWords.Of(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Text(IEnumerable<string> words) => string.Join(' ', words);
}
