using System.Text;
using System.Xml;

namespace Unpark.Rendering;

/// <summary>Text of others inside XML 1.0, which has no place for most control characters and for halves of pairs.</summary>
internal static class XmlText
{
    /// <summary>Characters shown of one text: a panic can print megabytes.</summary>
    public const int MaxLength = 20_000;

    /// <summary>What XML cannot hold becomes U+FFFD.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaxLength));
        for (var i = 0; i < text.Length && clean.Length < MaxLength; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) clean.Append(text[i]).Append(text[++i]);
            else clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }
        if (text.Length > MaxLength) clean.Append("...");
        return clean.ToString();
    }
}
