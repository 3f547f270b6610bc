using Unpark.Configuration;

namespace Unpark.Tests.Configuration;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("main.run", "main.run")]
    [InlineData("main.(*Pool).run", "main.(*Pool).run")]
    [InlineData("main.*", "main.run")]
    [InlineData("*.run", "main.run")]
    [InlineData("*", "")]
    [InlineData("a*b*c", "a-b-b-c")]
    [InlineData("example.com/*/queue.*", "example.com/shop/queue.(*Worker).loop")]
    public void It_fits(string pattern, string name) => Assert.True(new NamePattern(pattern).Fits(name));

    [Theory]
    [InlineData("main.run", "main.running")]
    [InlineData("main.*", "mainly")]
    [InlineData("ab*ba", "aba")]
    [InlineData("a*b*c", "a-c-b")]
    [InlineData("Main.run", "main.run")]
    public void It_does_not_fit(string pattern, string name) => Assert.False(new NamePattern(pattern).Fits(name));
}
