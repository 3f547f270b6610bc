using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Unpark.Configuration;

/// <summary>YAML text -> tree. One document; no anchors and no tags: what cannot be read aloud has no place in a list of rules.</summary>
internal static class YamlText
{
    private const int MaxCharacters = 1 << 20;

    // The deepest sensible configuration has three levels; a parser that calls itself must not be led deeper by a text.
    private const int MaxDepth = 16;

    /// <returns>Null for a text without content.</returns>
    /// <exception cref="YamlException">It is no YAML; <see cref="YamlException.End"/> says where.</exception>
    public static YamlNode? Parse(string text)
    {
        if (text.Length > MaxCharacters) throw new YamlException($"the text is longer than {MaxCharacters} characters");
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        parser.MoveNext();
        parser.MoveNext();
        if (parser.Current is StreamEnd) return null;

        parser.MoveNext();
        var node = Read(parser, 0);
        if (parser.MoveNext() && parser.Current is DocumentStart second) throw new YamlException(second.Start, second.Start, "one document was expected, a second begins here");
        return node;
    }

    // Leaves the parser behind what it read.
    private static YamlNode Read(Parser parser, int depth)
    {
        var at = parser.Current!;
        if (depth > MaxDepth) throw new YamlException(at.Start, at.Start, $"more than {MaxDepth} levels");
        if (at is NodeEvent node && !node.Anchor.IsEmpty) throw new YamlException(at.Start, at.Start, "anchors are not read");

        parser.MoveNext();
        return at switch
        {
            Scalar scalar => new YamlScalar(at.Start.Line, scalar.Value),
            SequenceStart => ReadList(parser, at.Start.Line, depth),
            MappingStart => ReadMap(parser, at.Start.Line, depth),
            _ => throw new YamlException(at.Start, at.Start, "aliases are not read"),
        };
    }

    private static YamlList ReadList(Parser parser, long line, int depth)
    {
        var items = new List<YamlNode>();
        while (parser.Current is not SequenceEnd) items.Add(Read(parser, depth + 1));
        parser.MoveNext();
        return new(line, items);
    }

    private static YamlMap ReadMap(Parser parser, long line, int depth)
    {
        var entries = new List<YamlEntry>();
        while (parser.Current is not MappingEnd)
        {
            var at = parser.Current!;
            if (Read(parser, depth + 1) is not YamlScalar key) throw new YamlException(at.Start, at.Start, "a key is one word");
            if (entries.Exists(entry => entry.Key == key.Text)) throw new YamlException(at.Start, at.Start, $"the key \"{key.Text}\" stands here a second time");
            entries.Add(new(key.Line, key.Text, Read(parser, depth + 1)));
        }
        parser.MoveNext();
        return new(line, entries);
    }
}
