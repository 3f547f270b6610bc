using System.Text.RegularExpressions;
using Unpark.Rules;

namespace Unpark.Tests.Rules;

public partial class RuleSetTests
{
    [Fact]
    public void Ids_and_names_are_unique_well_formed_and_in_order()
    {
        var ids = RuleSet.All.Select(rule => rule.Doc.Id).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches(Id(), id));
        Assert.All(RuleSet.All, rule => Assert.Matches(Name(), rule.Doc.Name));
    }

    [Fact]
    public void Every_rule_says_why_how_to_make_sure_and_what_to_change_with_an_example() =>
        Assert.All(RuleSet.All, rule => Assert.All(
            [rule.Doc.Title, rule.Doc.Why, rule.Doc.Confirm, rule.Doc.Fix, rule.Doc.Example],
            text => Assert.True(text is { Length: > 10 }, $"{rule.Doc.Id} leaves a part of its documentation out")));

    [Fact]
    public void A_rule_is_found_by_id_and_by_name_whatever_the_case()
    {
        Assert.Equal("UP1003", RuleSet.Find("up1003")?.Doc.Id);
        Assert.Equal("UP1003", RuleSet.Find("Nil-Channel")?.Doc.Id);
        Assert.Null(RuleSet.Find("UP0"));
    }

    [GeneratedRegex("^UP[0-9]{4}$")]
    private static partial Regex Id();

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Name();
}
