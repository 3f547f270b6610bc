using System.Globalization;
using System.Runtime.CompilerServices;

namespace Unpark.Rendering.Html;

/// <summary>
/// Writes HTML. What stands in the holes of an interpolated string is text of others and is escaped, always: nothing
/// but <see cref="Markup"/>, which only this room makes, goes through as it is.
/// </summary>
internal sealed class HtmlPage(TextWriter output)
{
    /// <summary>Characters written: sections that can be long ask how many.</summary>
    public long Length { get; private set; }

    public void Write([InterpolatedStringHandlerArgument("")] HtmlHoles html) => html.End();

    public void Write(Markup html)
    {
        output.Write(html.Html);
        Length += html.Html?.Length ?? 0;
    }

    private void WriteText(string? text)
    {
        if (text is null) return;
        HtmlText.Write(text, output);
        Length += text.Length;
    }

    /// <summary>What the compiler calls for each part of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct HtmlHoles
    {
        private readonly HtmlPage _page;

        public HtmlHoles(int literalLength, int holes, HtmlPage page)
        {
            _ = (literalLength, holes);
            _page = page;
        }

        public void AppendLiteral(string html) => _page.Write(new Markup(html));

        public void AppendFormatted(Markup html) => _page.Write(html);

        public void AppendFormatted(string? text) => _page.WriteText(text);

        public void AppendFormatted(long number) => _page.WriteText(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(double number) => _page.WriteText(number.ToString("0.###", CultureInfo.InvariantCulture));

        public void End()
        {
        }
    }
}

/// <summary>HTML of our own: never made from evidence.</summary>
internal readonly record struct Markup(string? Html);
