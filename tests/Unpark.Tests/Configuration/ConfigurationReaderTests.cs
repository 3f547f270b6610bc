using Unpark.Configuration;
using Unpark.Knowledge.Libraries;

namespace Unpark.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    [Fact]
    public void A_known_goroutine_has_the_shape_of_the_table()
    {
        var known = Assert.Single(Read("""
            known:
              - function: gopkg.in/our%2equeue.(*Worker).loop
                match: prefix
                library: our queue
                purpose: takes jobs
                stop_call: (*queue.Worker).Stop
                verdict: leak-if-growing
                expected: 1 per Worker
            """).Known);
        Assert.Equal("gopkg.in/our.queue.(*Worker).loop", known.Function);
        Assert.Equal("gopkg.in/our.queue", known.Package);
        Assert.Equal(KnownVerdict.LeakIfGrowing, known.Verdict);
        Assert.True(known is { IsPrefix: true, CanBeStopped: true, IsUsers: true, Owner: "our queue", Expected: "1 per Worker", Purpose: "takes jobs" });
    }

    [Fact]
    public void What_is_not_given_is_said_to_be_missing()
    {
        var known = Assert.Single(Read("known:\n- function: main.loop\n  verdict: background").Known);
        Assert.True(known is { CanBeStopped: false, Owner: "main", Source: "c.yaml:2" });
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("known:\nignore:\n")]
    [InlineData("ignore: []")]
    public void An_empty_file_says_nothing(string text) => Assert.True(Read(text) is { Known: [], Ignore: [] });

    [Theory]
    [InlineData("known:\n- function: main.f\n", "line 2", "has no \"verdict\"")]
    [InlineData("known:\n- verdict: background\n", "line 2", "has no \"function\"")]
    [InlineData("known:\n- function: main.f\n  verdict: fine\n", "line 3", "verdict is \"fine\", expected background, leak-if-growing, leak-if-present-at-exit")]
    [InlineData("known:\n- function: main.f\n  verdict: background\n  stopcall: x\n", "line 4", "unknown key \"stopcall\"")]
    [InlineData("ignore:\n- frame: main.f\n", "line 2", "has no \"reason\"")]
    [InlineData("ignore:\n- reason: because\n", "line 2", "would ignore every goroutine")]
    [InlineData("ignore:\n  frame: main.f\n", "line 2", "expected a list of entries")]
    [InlineData("ignore:\n- frame: [a]\n  reason: x\n", "line 2", "frame: expected a text, found a list")]
    [InlineData("ignore:\n- main.f\n", "line 2", "expected an entry of keys and values, found \"main.f\"")]
    [InlineData("suppress:\n- rule: UP1003\n", "line 2", "has no \"reason\"")]
    [InlineData("suppress:\n- reason: because\n", "line 2", "would suppress every finding")]
    [InlineData("suppress:\n- rule: UP1003\n  reason: x\n  expires: tomorrow\n", "line 2", "expires is \"tomorrow\", expected a day as in 2026-12-31")]
    [InlineData("suppress:\n- rule: UP1003\n  reason: x\n  until: 2026-12-31\n", "line 4", "unknown key \"until\"")]
    [InlineData("ignored: []\n", "line 1", "unknown key \"ignored\"")]
    [InlineData("- a\n", "line 1", "expected sections")]
    [InlineData("ignore:\n- frame: a\n  frame: b\n", "line 3", "a second time")]
    [InlineData("ignore: &a []\nknown: *a\n", "line 1", "anchors are not read")]
    [InlineData("ignore:\n\t- frame: a\n", "line 2", "a tab indents this line")]
    [InlineData("ignore:\n- frame: 'a\n", "line 3", "no YAML")]
    [InlineData("ignore: []\n---\nknown: []\n", "line 2", "a second begins here")]
    public void An_error_has_its_line(string text, string position, string message)
    {
        var error = ConfigurationReader.Read(text, "c.yaml").Errors[0];
        Assert.Equal(("c.yaml", position), (error.Source, error.Position));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_and_length_are_refused()
    {
        Assert.NotEmpty(ConfigurationReader.Read(new string('[', 100_000), "c.yaml").Errors);
        Assert.NotEmpty(ConfigurationReader.Read(new string('#', 2_000_000), "c.yaml").Errors);
    }

    [Fact]
    public void The_file_of_the_documentation_is_read_without_errors()
    {
        var page = File.ReadAllText(Path.Combine(TestData.Root, "docs", "configuration.md"));
        var start = page.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        var configuration = Read(page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);
        Assert.Single(configuration.Known);
        Assert.Equal(2, configuration.Ignore.Length);
    }

    private static UserConfiguration Read(string text)
    {
        var configuration = ConfigurationReader.Read(text, "c.yaml");
        Assert.Empty(configuration.Errors);
        return configuration;
    }
}
