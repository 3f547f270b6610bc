using Unpark.Rendering.Html;

namespace Unpark.Tests.Rendering.Html;

public sealed class HtmlTextTests
{
    [Fact] public void A_script_stays_text() => Check("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
    [Fact] public void Quotes_end_no_attribute() => Check("a\" onclick='b'", "a&quot; onclick=&#39;b&#39;");
    [Fact] public void An_entity_stays_as_written() => Check("&lt;", "&amp;lt;");
    [Fact] public void Letters_of_other_scripts_stay() => Check("main.größe 世界 😀", "main.größe 世界 😀");
    [Fact] public void A_control_character_shows_its_picture() => Check("a\0b\u001bc\u007f", "a\u2400b\u241bc\u2421");
    [Fact] public void A_mark_that_turns_the_direction_of_text_is_seen() => Check("a\u202eb\u2066c", "a\ufffdb\ufffdc");
    [Fact] public void A_letter_without_width_is_seen() => Check("ma\u200bin", "ma\ufffdin");
    [Fact] public void Half_a_pair_is_seen() => Check("a\ud83db\ude00", "a\ufffdb\ufffd");
    [Fact] public void A_pair_at_the_cut_is_cut_whole() => Assert.DoesNotContain('\ud83d', HtmlText.Visible(new string('a', HtmlText.MaxPiece - 4) + "😀 and more"));
    [Fact] public void A_megabyte_is_cut() => Assert.Equal(new string('a', HtmlText.MaxPiece - 3) + "...", HtmlText.Visible(new string('a', 1 << 20)));

    private static void Check(string text, string expected)
    {
        using var output = new StringWriter();
        HtmlText.Write(text, output);
        Assert.Equal(expected, output.ToString());
    }
}
