using System.Text;
using Unpark.Cli.Syntax;
using Unpark.Rendering.Markdown;

namespace Unpark.Tests.Cli;

/// <summary>docs/cli.md and docs/rules are made from the declarations; these tests make them and keep them in step.</summary>
public sealed class DocsTests
{
    [Fact]
    public void The_page_of_the_command_line_is_in_step() => Golden.Check("docs/cli.md", CliPage());

    [Fact]
    public void The_page_of_each_rule_is_in_step()
    {
        foreach (var doc in RuleBook.All)
        {
            using var page = new StringWriter();
            RuleMarkdown.Write(doc, page);
            Golden.Check($"docs/rules/{doc.Id}.md", page.ToString());
        }
    }

    [Fact]
    public void The_list_of_rules_is_in_step()
    {
        using var page = new StringWriter();
        RuleMarkdown.WriteIndex(RuleBook.All, page);
        Golden.Check("docs/rules/README.md", page.ToString());
    }

    [Fact]
    public void No_page_is_left_of_a_rule_that_is_gone()
    {
        var pages = Directory.GetFiles(Path.Combine(TestData.Root, "docs", "rules"), "UP*.md").Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(RuleBook.All.Select(doc => doc.Id).Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_command_has_examples_and_every_option_says_what_it_does()
    {
        foreach (var command in CommandList.CreateAll())
        {
            Assert.NotEmpty(command.Examples);
            Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{command.Name} {option.Name}"));
            Assert.All(command.Options, option => Assert.Contains(option, command.Groups.SelectMany(group => group.Options)));
        }
    }

    // The help of all commands as one page.
    private static string CliPage()
    {
        var page = new StringBuilder();
        page.Append("# The command line\nMade from the declarations of the commands; `unpark <command> --help` says the same.\n\n");
        page.Append("```\n").Append(Help.OfProgram()).Append("```\n");
        foreach (var command in CommandList.CreateAll())
            page.Append($"\n## {command.Name}\n```\n").Append(Help.Of(command)).Append("```\n");
        return page.ToString();
    }
}
