using System.Text;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Tests.Parsing;

/// <summary>A tree in one line: kinds with their children in parentheses, names and literals as they are.</summary>
internal static class Shape
{
    public static string Of(Node node) => node switch
    {
        Ident name => name.Name,
        BasicLit literal => literal.Value,
        UnaryExpr unary => $"({unary.Op.Text()} {Of(unary.X)})",
        BinaryExpr binary => $"({Of(binary.X)} {binary.Op.Text()} {Of(binary.Y)})",
        _ => $"{node.GetType().Name}({string.Join(", ", Children(node).Select(Of))})",
    };

    public static File Parse(string source) => GoParser.Parse(Encoding.UTF8.GetBytes(source));

    private static IEnumerable<Node> Children(Node node) => node.Descend(below => below == node).Skip(1);
}
