using System.Globalization;
using System.Runtime.CompilerServices;

namespace Unpark.Rendering.Html;

/// <summary>
/// Writes HTML. What stands in the holes of an interpolated string is text of others and is escaped, always: nothing
/// but <see cref="Markup"/>, which only this room makes, goes through as it is.
/// </summary>
internal sealed class HtmlPage(TextWriter output)
{
    private readonly TextWriter _output = output;

    /// <summary>Characters written: sections that can be long ask how many.</summary>
    public long Length { get; private set; }

    public void Write([InterpolatedStringHandlerArgument("")] HtmlHoles html) => Length += html.Written;

    /// <summary>What the compiler calls for each part of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal ref struct HtmlHoles
    {
        private readonly TextWriter _output;

        public HtmlHoles(int literalLength, int holes, HtmlPage page)
        {
            _ = (literalLength, holes);
            _output = page._output;
        }

        public long Written { get; private set; }

        public void AppendLiteral(string html)
        {
            _output.Write(html);
            Written += html.Length;
        }

        public void AppendFormatted(Markup html) => AppendLiteral(html.Html ?? "");

        public void AppendFormatted(string? text)
        {
            if (text is null) return;
            HtmlText.Write(text, _output);
            Written += text.Length;
        }

        public void AppendFormatted(long number) => AppendFormatted(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(double number) => AppendFormatted(number.ToString("0.###", CultureInfo.InvariantCulture));
    }
}

/// <summary>HTML of our own: never made from evidence.</summary>
internal readonly record struct Markup(string? Html);
