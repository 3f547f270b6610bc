using Unpark.Patches.Editing;

namespace Unpark.Tests.Patches;

public sealed class LineDiffTests
{
    [Fact]
    public void Equal_texts_differ_nowhere() => Check("abc", "abc", "");

    [Fact]
    public void A_line_more_is_one_addition() => Check("abc", "abxc", "2-0 2+1");

    [Fact]
    public void Lines_beside_one_another_are_one_change() => Check("abcd", "axyd", "1-2 1+2");

    [Fact]
    public void Changes_apart_are_told_apart() => Check("abcdefg", "bcdeXfg", "0-1 0+0, 5-0 4+1");

    [Fact]
    public void Everything_may_go() => Check("abc", "", "0-3 0+0");

    [Fact]
    public void A_thousand_random_changes_lead_from_one_text_to_the_other()
    {
        var random = new Random(7);
        for (var round = 0; round < 1000; round++)
        {
            var (before, after) = (Text(), Text());
            var made = new List<string>();
            var at = 0;
            foreach (var change in LineDiff.Of(before, after))
            {
                made.AddRange(before.Skip(at).Take(change.Before - at));
                Assert.Equal(change.After, made.Count);
                made.AddRange(after.Skip(change.After).Take(change.Added));
                at = change.Before + change.Removed;
            }
            made.AddRange(before.Skip(at));
            Assert.Equal(after, made);
        }

        List<string> Text() => [.. Enumerable.Range(0, random.Next(12)).Select(_ => ((char)('a' + random.Next(4))).ToString())];
    }

    private static void Check(string before, string after, string expected)
    {
        var changes = LineDiff.Of([.. before.Select(c => c.ToString())], [.. after.Select(c => c.ToString())]);
        Assert.Equal(expected, string.Join(", ", changes.Select(change => $"{change.Before}-{change.Removed} {change.After}+{change.Added}")));
    }
}
