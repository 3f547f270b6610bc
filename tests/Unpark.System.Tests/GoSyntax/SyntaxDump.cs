using System.Buffers.Text;
using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;

namespace Unpark.Tests.GoSyntax;

/// <summary>A tree written out as <c>programs/syntaxtree</c> writes that of go/ast: every property by its name, so names are compared as well.</summary>
internal sealed class SyntaxDump
{
    private static readonly ConcurrentDictionary<Type, Property[]> Properties = new();

    private static readonly string[] Own = ["Pos", "End", "Source", "Errors", "FileNumber"];

    private readonly MemoryStream _text = new();

    public static ReadOnlyMemory<byte> Of(Unpark.GoSyntax.File file)
    {
        var dump = new SyntaxDump();
        dump.Write(file);
        return dump._text.GetBuffer().AsMemory(0, (int)dump._text.Length);
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null: _text.WriteByte((byte)'-'); break;
            case Node node: Write(node); break;
            case Pos pos: WriteNumber(pos.Offset); break;
            case string text: WriteText(text); break;
            case bool flag: WriteText(flag ? "true" : "false"); break;
            case Token token: WriteText(NameOf(token)); break;
            case ChanDir dir: WriteNumber((int)dir); break;
            case IEnumerable list: WriteAll(list); break;
            default: throw new InvalidOperationException($"{value.GetType()} has no form in the dump");
        }
    }

    private void WriteAll(IEnumerable list)
    {
        _text.WriteByte((byte)'[');
        foreach (var item in list) WriteValue(item);
        _text.WriteByte((byte)']');
    }

    private void Write(Node node)
    {
        WriteText(node.GetType().Name);
        if (node is not (Comment or CommentGroup))
        {
            _text.WriteByte((byte)'@');
            WriteNumber(node.Pos.Offset);
            _text.WriteByte((byte)'-');
            WriteNumber(node.End.Offset);
        }
        foreach (var property in Properties.GetOrAdd(node.GetType(), PropertiesOf))
        {
            _text.Write(property.Label);
            WriteValue(property.Get(node));
        }
        _text.WriteByte((byte)'\n');
    }

    private void WriteText(string text)
    {
        Span<byte> small = stackalloc byte[256];
        _text.Write(Encoding.UTF8.TryGetBytes(text, small, out var length) ? small[..length] : Encoding.UTF8.GetBytes(text));
    }

    private void WriteNumber(int number)
    {
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(number, digits, out var length);
        _text.Write(digits[..length]);
    }

    // go/token's words for what has no text of its own.
    private static string NameOf(Token token) => token is Token.Illegal or (>= Token.Int and <= Token.String) ? token.ToString().ToUpperInvariant() : token.Text();

    private static Property[] PropertiesOf(Type type) =>
    [
        .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where !Own.Contains(property.Name)
           let name = type == typeof(Ellipsis) && property.Name == nameof(Ellipsis.Dots) ? "Ellipsis" : property.Name
           orderby name
           select new Property(Encoding.ASCII.GetBytes($" {name}:"), Getter(type, property)),
    ];

    private static Func<Node, object?> Getter(Type type, PropertyInfo property)
    {
        var node = Expression.Parameter(typeof(Node));
        var value = Expression.Property(Expression.Convert(node, type), property);
        return Expression.Lambda<Func<Node, object?>>(Expression.Convert(value, typeof(object)), node).Compile();
    }

    private sealed record Property(byte[] Label, Func<Node, object?> Get);
}
