using System.Text.RegularExpressions;

namespace Unpark.Tests.Causes;

/// <summary>docs/causes.md lists the names that causes have, each once and no other.</summary>
public sealed partial class CauseNamesTests
{
    [Fact]
    public void Every_name_in_the_code_is_on_the_page_and_the_other_way_round()
    {
        var page = File.ReadLines(Path.Combine(TestData.Root, "docs", "causes.md")).Select(line => Row().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(page.Distinct(StringComparer.Ordinal), page);
        var code = InCode();
        Assert.Empty(page.Except(code));
        Assert.Empty(code.Except(page).Except(RuleNames));
    }

    private static HashSet<string> InCode() =>
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(TestData.Root, "src", "Unpark", "Causes"), "*.cs", SearchOption.AllDirectories)
           from line in File.ReadLines(file)
           from Match match in Name().Matches(line)
           select match.Groups[1].Value,
    ];

    /// <summary>By their rule some findings are told apart.</summary>
    private static readonly HashSet<string> RuleNames = [.. Unpark.Rules.RuleSet.All.Select(rule => rule.Doc.Name)];

    [GeneratedRegex(@"""([a-z]+(?:-[a-z]+)+)""")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| `([a-z-]+)` \|")]
    private static partial Regex Row();
}
